import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { LoadSlices } from "../../actions/load/slices.ts";
import { CellOutput } from "./cell-output.ts";
import { progressItems } from "./result-items.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc"); // exists because of the flag

test("ten minutes at 10,000 hits/s leave far less than 50 MB behind on the way to the notebook", async () => {
  const soFar = new LoadSlices();
  let shown = 0;
  const surface = {
    replace: async (items: readonly unknown[]) => {
      shown = items.length;
    },
  };
  const output = new CellOutput(surface, "en");
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  for (let ms = 0; ms <= 600_000; ms += 100) {
    const ok = ms * 10;
    const counts = { attempted: ok, ok, failed: 0, unknown: 0 };
    const load = {
      ...counts,
      elapsedMs: ms,
      fraction: ms / 600_000,
      answersPerSecond: 10_000,
      silentMs: 0,
    };
    soFar.add(load);
    const text = { en: "Sending hits", ru: "Отправляю запросы" };
    output.progress(() => progressItems({ text, load }, "en", soFar));
  }
  await output.finish(progressItems({ text: { en: "", ru: "" } }, "en", soFar));
  const grown = heap() - before;
  assert.ok(shown > 0 && soFar.slices.length > 60);
  assert.ok(grown < 25_000_000, `grew by ${grown} bytes`);
});
