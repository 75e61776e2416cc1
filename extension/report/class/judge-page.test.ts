import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { buffersCompared } from "../../../test/samples/buffers-compared.ts";
import { cell } from "../../../test/samples/index.ts";
import { reportOf } from "../../../test/samples/report.ts";
import { fillIn } from "../../actions/check/comparison/fill.ts";
import { runsAmong } from "../../actions/check/comparison/own-runs.ts";
import type { LoadResult } from "../../actions/load/result.ts";
import { judgePage } from "./judge-page.ts";

const reportWith = (loads: Readonly<Record<string, LoadResult>>) =>
  reportOf(Object.fromEntries(Object.entries(loads).map(([step, load]) => [step, cell(load)])));

const report = reportWith(buffersCompared);
const loads = Object.entries(buffersCompared).map(([step, result]) => ({ step, result }));
const solution = await readFile(
  new URL("../../exercises/exercise-8/solution.en.md", import.meta.url),
  "utf8",
);
const page = fillIn(solution, runsAmong(loads, report.environment).runs, "en");

function unmet(text: string, of = report) {
  const outcome = judgePage(text, of);
  assert.ok(outcome.kind === "checked");
  return outcome.result.demands.flatMap(({ name, passed, seen }) => (passed ? [] : [[name, seen.code]]));
}

test("a page is judged by the loads of the report that it came with", () => {
  assert.deepEqual(unmet(page), []);
  const nicer = page.replace("4,860", "9,860");
  assert.notEqual(nicer, page);
  assert.deepEqual(unmet(nicer), [
    ["figuresAreOwn", "figuresForeign"],
    ["tellsSpeed", "untold"],
  ]);
});

test("figures of another report, or of another machine, are foreign", () => {
  const { "pace-stream": pace, "kill-redis": kill, ...broker } = buffersCompared;
  const faster = (load: LoadResult) => ({
    ...load,
    durationMs: 8_000,
    requestsPerSecond: load.ok / 8,
    samples: [],
  });
  assert.deepEqual(
    unmet(page, reportWith({ ...broker, "pace-stream": faster(pace), "kill-redis": faster(kill) })),
    [
      ["figuresAreOwn", "figuresForeign"],
      ["tellsSpeed", "untold"],
    ],
  );
  const elsewhere = { ...pace, environment: { ...pace.environment, cores: pace.environment.cores + 1 } };
  assert.deepEqual(
    unmet(page, reportWith({ ...broker, "kill-redis": kill, "pace-stream": elsewhere })).at(0),
    ["ranBoth", "notRun"],
  );
});

test("a load that was changed by hand counts for nothing, and is named", () => {
  const changed = { ...buffersCompared["pace-stream"], requestsPerSecond: 9_860 };
  const found = unmet(
    page.replace("4,860", "9,860"),
    reportWith({ ...buffersCompared, "pace-stream": changed }),
  );
  assert.deepEqual(found[0], ["runsAreUnedited", "edited"]);
  assert.ok(found.some(([name]) => name === "figuresAreOwn"));
});
