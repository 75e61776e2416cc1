import assert from "node:assert/strict";
import { test } from "node:test";
import { composeError } from "./engines/compose/errors.ts";
import { runningStack } from "./running-stack.ts";
import { plainComposition } from "./stack.ts";
import type { SupervisorClient } from "./supervisor-client.ts";

test("a log that cannot be read is an error as long as the stack runs, and empty once it is gone", async () => {
  const ended = Promise.withResolvers<undefined>();
  const unread = composeError("log-not-readable", { service: "postgres", lines: "" });
  const operations = { logs: () => Promise.reject(unread) };
  const facts = {
    engine: "compose",
    composition: plainComposition,
    endpoints: {},
    versions: {},
    startParts: [],
  };
  // Of the facts and the supervisor only what a look at the log needs.
  const [known, supervisor] = [facts, { operations, ended: ended.promise }] as never as [
    Parameters<typeof runningStack>[0],
    SupervisorClient,
  ];
  const stack = runningStack(known, supervisor);
  await assert.rejects(stack.logs(new Date()), unread);
  ended.resolve(undefined);
  await ended.promise;
  assert.deepEqual(await stack.logs(new Date()), []);
});
