import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stack } from "../../stack/stack.ts";
import { Workers } from "./workers.ts";

/** A stack whose worker says what the test says for it. */
function stackOf() {
  let say: (line: string) => void = () => {};
  const stack: Pick<Stack, "run" | "composition"> = {
    composition: { app: "node", with: [] },
    run: async (_, onLine) => {
      say = onLine;
      return { write: () => {}, kill: async () => {}, end: async () => {}, ended: new Promise(() => {}) };
    },
  };
  return { stack, say: (line: object) => say(JSON.stringify(line)) };
}

test("a batch that reports anything but a number of hits has failed, and moves nothing", async () => {
  const workers = new Workers();
  const { stack, say } = stackOf();
  await workers.replace(stack, "mine", 1, 1);
  say({ working: "mine", everySeconds: 1 });
  say({ processed: 7, durationMs: 2, pending: 0 });
  say({ durationMs: 2 });
  say({ processed: -3, durationMs: 2 });
  say({ processed: 0.5, durationMs: 2 });
  const [figures] = workers.figuresOf("mine");
  assert.deepEqual([figures?.batches, figures?.processed, figures?.failed], [4, 7, 3]);
  assert.match(figures?.lastError?.message ?? "", /returned 0\.5, which is no number of hits/);
});
