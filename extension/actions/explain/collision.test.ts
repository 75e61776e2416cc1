import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { tables } from "../../../test/support/shown.ts";
import { languages } from "../../common/language.ts";
import type { Block } from "../../drawing/blocks.ts";
import { renderMarkdown } from "../../drawing/markdown.ts";
import { renderText } from "../../drawing/text.ts";
import { checkExplain } from "./check.ts";
import type { Collision, ExplainResult } from "./result.ts";
import { explainView } from "./view.ts";

const { explained } = samples;

function pagesOf(result: ExplainResult, language: "en" | "ru" = "en") {
  const found = explainView(result, language).main.filter((block) => block.kind === "pages");
  assert.equal(found.length, 1);
  return found[0]?.pages ?? [];
}

function chartIn(blocks: readonly Block[] = []) {
  const chart = blocks.find((block) => block.kind === "chart");
  assert.ok(chart?.form === "lanes");
  return chart;
}

test("the samples are results as they come", () => {
  for (const sample of [explained, samples.explainedBuffer]) assert.deepEqual(checkExplain(sample), []);
});

test("each page has a picture and a table that say the same", () => {
  const pages = pagesOf(explained);
  assert.equal(pages.length, 12);
  for (const { blocks } of pages) {
    const chart = chartIn(blocks);
    const [table] = tables(blocks);
    assert.deepEqual(
      chart.lanes.map(({ label, read, write }) => [label, read?.label, write?.label]),
      table?.rows.map(([hit, read, wrote]) => [hit, `read ${read}`, `wrote ${wrote}`]),
    );
    for (const { label, fate } of chart.lanes)
      assert.ok(chart.summary.includes(label) && chart.summary.includes(fate));
  }
  assert.match(chartIn(pages[0]?.blocks).lanes.at(-1)?.fate ?? "", /^found 35, undid 4 hits$/);
});

test("pages are numbered; the largest and the earliest are said to be so", () => {
  const titles = pagesOf(explained).map(({ title }) => title);
  assert.equal(titles[0], "Collision 1 of 12 (17 in all), the largest");
  assert.equal(titles[1], "Collision 2 of 12 (17 in all)");
  assert.deepEqual(
    titles.filter((title) => title.includes("earliest")),
    ["Collision 9 of 12 (17 in all), the earliest"],
  );
});

test("in a terminal and in Markdown the largest stands for all", () => {
  const { main } = explainView(explained, "en");
  for (const text of [renderText(main, { colour: false, language: "en" }), renderMarkdown(main)]) {
    assert.match(text, /One of 17 collisions: the largest\.\n\n(```text\n)?The last write undid 4 hits\n/);
    assert.equal(text.split("The last write undid").length, 2);
  }
});

test("a single collision needs no pages", () => {
  const [collision] = explained.collisions.slice(-1);
  assert.ok(collision);
  const only = { ...explained, collisions: [collision], sizes: [{ undid: 1, times: 1 }] };
  for (const language of languages) {
    const { main } = explainView(only, language);
    assert.ok(main.every(({ kind }) => kind !== "pages"));
    assert.equal(chartIn(main).lanes.length, 2);
  }
  assert.equal(chartIn(explainView(only, "en").main).caption, "One collision: the last write undid one hit");
});

test("a hit of which nothing was recorded has a lane, and one whose reading was not recorded says so", () => {
  const [first] = explained.collisions;
  assert.ok(first);
  const unknown = { id: null, read: null, wrote: null, atMs: null, readMs: null, backend: null, app: null };
  const hits = [unknown, ...first.hits.slice(1).map((hit) => ({ ...hit, readMs: null }))];
  const { lanes } = chartIn(pagesOf({ ...explained, collisions: [{ ...first, hits }, first] })[0]?.blocks);
  assert.deepEqual(lanes[0], {
    label: "(an earlier run, or one of a batch)",
    fate: "undone",
    undone: true,
    read: null,
    write: null,
  });
  assert.deepEqual(lanes[1]?.read, { label: "read 32 (when is unknown)", span: null });
});

test("of many undone hits the first and the last have lanes, and the table has them all", () => {
  const [first] = explained.collisions;
  assert.ok(first);
  for (const undid of [4, 8, 9, 40]) {
    const [one, last] = [first.hits[0], first.hits.at(-1)];
    assert.ok(one && last);
    const hits = [...Array.from({ length: undid }, (_, index) => ({ ...one, id: `h-${index}` })), last];
    const collisions: Collision[] = [{ ...first, undid, hits }, first];
    const blocks: readonly Block[] = pagesOf({ ...explained, collisions })[0]?.blocks ?? [];
    const { lanes } = chartIn(blocks);
    assert.equal(lanes.length, Math.min(undid + 1, 9));
    assert.equal(lanes.at(-2)?.label, `h-${undid - 1}`);
    const said = lanes.map(({ label }) => Number(/^… (\d+) more hits$/.exec(label)?.[1] ?? 1));
    assert.equal(
      said.reduce((sum, each) => sum + each, 0),
      undid + 1,
      "each hit is drawn or counted",
    );
    assert.equal(tables(blocks)[0]?.rows.length, undid + 1);
  }
});
