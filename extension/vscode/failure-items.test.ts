import assert from "node:assert/strict";
import { test } from "node:test";
import { cannotCopy, untrusted } from "./errors.ts";
import { failureItems } from "./failure-items.ts";

test("a failure is one sentence in the notebook's language, without a stack", () => {
  const [drawn, plain] = failureItems(untrusted(), "ru");
  assert.equal(drawn?.mime, "application/vnd.code.notebook.error");
  assert.deepEqual(JSON.parse(drawn?.text ?? ""), { name: "", message: plain?.text, stack: "" });
  assert.match(plain?.text ?? "", /ограниченном режиме.*доверяете/s);
});

test("what is no error of the lab's own still says something", () => {
  assert.equal(failureItems(new Error("disk full"), "en")[1]?.text, "disk full");
  assert.match(
    failureItems(cannotCopy("/x", new Error("EACCES")), "en")[1]?.text ?? "",
    /\/x: EACCES\. Choose/,
  );
});
