import assert from "node:assert/strict";
import { test } from "node:test";
import { batchedWalk, bufferedWalk } from "../../../test/samples/crashes.ts";
import { stepQuestions } from "./questions.ts";
import { en } from "./words.en.ts";

const asked = (questions: readonly { question: string }[]) => questions.map(({ question }) => question);

test("a walk that loses asks for the line that did it, and names the last that asked a server", () => {
  const [gone, ...others] = stepQuestions(bufferedWalk, en);
  assert.match(gone?.question ?? "", /^At before-commit 10 hits are in neither server/);
  assert.match(gone?.answer ?? "", /`await redis\.del\("pending_hits"\);`/);
  assert.deepEqual(others, []);
});

test("a walk in which both servers have the hits asks why nothing is counted twice", () => {
  const [both, kill, ...others] = asked(stepQuestions(batchedWalk, en));
  assert.match(both ?? "", /^At after-commit 10 hits are stored, and the buffer still has them/);
  assert.match(kill ?? "", /where|which/i);
  assert.deepEqual(others, []);
});

test("a walk whose worker died and that ends exact asks who still had the hits", () => {
  const [begin, taken] = batchedWalk.steps;
  assert.ok(begin && taken);
  const steps = [begin, taken, { ...taken, move: "kill" as const, place: "dead", file: null, line: null }];
  const [still, ...others] = asked(
    stepQuestions({ ...batchedWalk, steps: [...steps, ...batchedWalk.steps.slice(4)] }, en),
  );
  assert.match(still ?? "", /died with 10 hits in its hands/);
  assert.deepEqual(others, []);
});
