import assert from "node:assert/strict";
import { test } from "node:test";
import { workerError } from "../../actions/worker/errors.ts";
import { type RendererPayload, rendererMime } from "../../drawing/blocks.ts";
import { editorError } from "../errors.ts";
import { errorItems } from "./result-items.ts";

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
