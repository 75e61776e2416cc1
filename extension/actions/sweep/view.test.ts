import assert from "node:assert/strict";
import { test } from "node:test";
import { cell } from "../../../test/samples/index.ts";
import { sweep, sweepCancelled } from "../../../test/samples/sweep.ts";
import { tables } from "../../../test/support/shown.ts";
import { renderText } from "../../drawing/text.ts";
import { present } from "../present.ts";
import { loadsOf } from "./plan.ts";
import { figuresOf } from "./points.ts";
import type { SweepLoad, SweepResult } from "./result.ts";

const said = (result: SweepResult, language: "en" | "ru" = "en") =>
  present(cell(result), language)
    .flatMap((block) => ("text" in block && typeof block.text === "string" ? [block.text] : []))
    .join("\n")
    .replaceAll("\u00a0", " ");

/** The sample with the rates of a strategy, point by point, without scatter. */
function withRates(
  rates: readonly number[],
  change: (load: SweepLoad) => Partial<SweepLoad> = () => ({}),
): SweepResult {
  const plan = { ...sweep, strategies: ["atomic"], values: sweep.values.slice(0, rates.length) };
  const template = sweep.loads[0];
  assert.ok(template);
  const loads = loadsOf(plan).map((due): SweepLoad => {
    const ok = rates[plan.values.indexOf(due.value)] ?? 0;
    const load = {
      ...template,
      ...due,
      attempted: ok,
      ok,
      stored: ok,
      durationMs: 1000,
      requestsPerSecond: ok,
    };
    return { ...load, ...change(load) };
  });
  return { ...plan, ...figuresOf(plan, loads), loads };
}

test("a sentence for each strategy says from which value more brings nothing, where it falls, and at what latency", () => {
  const text = said(sweep);
  assert.match(text, /^connections: 8 values.* from here on: atomic 5, append 20\./);
  assert.match(
    text,
    /^atomic: from 5 connections on.*at most 3,105 ok\/s \(at 10\); p99 4\.2 ms, 129 ms at 200\. From 100 on it falls/m,
  );
  assert.match(
    text,
    /^coalesced: no knee within the measured range: still rising at 200 connections.*at its limit/m,
  );
  assert.match(said(sweep, "ru"), /^atomic: 5 соединений — насыщение.*С 100 пропускная способность падает/m);
});

test("a curve without a knee is told by its course", () => {
  assert.match(
    said(withRates([1000, 1010, 1005])),
    /no knee within the measured range: 1 connection already has nearly/,
  );
  assert.match(
    said(withRates([4000, 2000, 1900])),
    /1 connection already has all there is: 4,000 ok\/s\. From 2 on it falls, to 1,900/,
  );
  const scattered = withRates([400, 1100, 1400], ({ round, ok }) => ({
    requestsPerSecond: ok * (1 + (round - 2) / 4),
  }));
  assert.match(
    said(scattered),
    /^atomic: no verdict: it is highest at the end \(1,400 ok\/s at 5\), but the rounds/m,
  );
  assert.match(said(withRates([0, 0, 0])), /^atomic: not one hit was acknowledged/m);
});

test("a sweep that was cancelled says so, and judges nothing that it has not measured whole", () => {
  const text = said(sweepCancelled);
  assert.match(text, /No verdict: it takes 3 rounds of every point\.\nCancelled after 15 of 18 loads/);
  assert.match(text, /pooled lost 84 % to 89 % of the acknowledged hits/);
  const [table] = tables(present(cell(sweepCancelled), "en"));
  assert.match(table?.note ?? "", /Some points have only 2 rounds/);
  assert.deepEqual(table?.columns.map(({ label }) => label).slice(-2), ["Refused", "Lost"]);
});

test("rounds that differ much are told, because then other programs were busy", () => {
  assert.doesNotMatch(said(sweep), /differ by up to/);
  const noisy = withRates([1000, 2000, 2000], ({ round, ok }) =>
    round === 2 ? { ok: ok / 2, attempted: ok / 2, stored: ok / 2, requestsPerSecond: ok / 2 } : {},
  );
  assert.match(said(noisy), /The rounds of one point differ by up to 50 %/);
});

test("the terminal draws a row for each strategy in both charts, and the table says every number", () => {
  const text = renderText(present(cell(sweep), "en"), { width: 100, colour: false, language: "en" });
  assert.match(text, /^atomic +▁.* most 3,105 ok\/s at 10, knee 5$/m);
  assert.equal(text.match(/^coalesced {2,}[▁-█]{8} /gm)?.length, 2);
  const [table] = tables(present(cell(sweep), "en"));
  assert.equal(table?.rows.length, sweep.points.length);
  assert.deepEqual(table?.rows[2]?.slice(0, 4), ["atomic", "○ 5", "3,038", "2,973–3,147"]);
});
