import assert from "node:assert/strict";
import { test } from "node:test";
import { LabError } from "../common/lab-error.ts";
import { stackError } from "../stack/errors.ts";
import { orStackDeath } from "./stack-death.ts";

const after = (...reason: [] | [Error]) => {
  const gone = new AbortController();
  gone.abort(...reason);
  const error = orStackDeath(new Error("read ECONNRESET"), gone.signal);
  return error instanceof LabError ? error : assert.fail(String(error));
};

test("a step that loses its stack says how the stack ended, and never that an operation was aborted", () => {
  const death = stackError("supervisor-hangs");
  assert.equal(after(death), death);
  assert.equal(after(new Error("exit code 1")).code, "stack-died");
  assert.equal(after().code, "stack-not-started");
});

test("a step that fails while its stack lives says its own error", () => {
  const error = new Error("read ECONNRESET");
  assert.equal(orStackDeath(error, new AbortController().signal), error);
});
