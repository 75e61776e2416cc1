import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { workerError } from "../../actions/worker/errors.ts";
import { newCell } from "../../document/parse.ts";
import { type RendererPayload, rendererMime } from "../../drawing/blocks.ts";
import { ranOutcome } from "../../report/json-report.ts";
import { editorError } from "../errors.ts";
import { errorItems, keptItems } from "./result-items.ts";

const plain = (error: unknown, language: "en" | "ru") => errorItems(error, language).at(-1)?.text ?? "";

test("a failure says what happened in its first line and what to do below it, in the notebook's language", () => {
  const [drawn, markdown, text] = errorItems(workerError("no-worker", { strategy: "batched" }), "en");
  assert.deepEqual([drawn?.mime, markdown?.mime, text?.mime], [rendererMime, "text/markdown", "text/plain"]);
  const { blocks }: RendererPayload = JSON.parse(drawn?.text ?? "");
  const [what, remedy] = blocks;
  assert.ok(what?.kind === "verdict" && what.sign === "✗" && remedy?.kind === "line");
  assert.match(remedy.text, /`worker: \{ strategy: batched \}`/);
  assert.equal(text?.text, `${what.text} ${remedy.text}`);
  assert.match(plain(editorError("untrusted"), "ru"), /ограниченном режиме.*доверяете/s);
});

test("what is no error of the lab's own still says something", () => {
  assert.equal(plain(new Error("disk full"), "en"), "disk full");
  const copy = editorError("cannot-copy", { folder: "/x", error: new Error("EACCES") });
  assert.match(plain(copy, "en"), /\/x: EACCES\. Choose/);
});

test("a result from before the notebook was opened says so first, whatever it is", () => {
  const cell = newCell("yaml", "step", "load: { strategy: naive }", "\n");
  const missing = workerError("no-worker", { strategy: "batched" });
  const measuredAt = new Date(2026, 10, 27, 21, 5);
  for (const [outcome, says] of [
    [ranOutcome(cell, samples.naiveCell), /At least 446 acknowledged hits are gone/],
    [{ cell, status: "failed", error: missing } as const, /worker/],
    [{ cell, status: "skipped", missing } as const, /○ skipped: /],
  ] as const) {
    const text = keptItems(outcome, measuredAt, "en").at(-1)?.text ?? "";
    assert.match(text, /^Measured on 27 Nov 2026, 21:05, before this notebook was opened\.\n/);
    assert.match(text, says);
  }
  const russian = keptItems(ranOutcome(cell, samples.naiveCell), measuredAt, "ru").at(-1)?.text ?? "";
  assert.match(russian, /^Измерено 27 нояб\. 2026.г\., 21:05, до открытия блокнота\.\n/);
});
