import assert from "node:assert/strict";
import { test } from "node:test";
import { matrix, matrixOfMine } from "../../../test/samples/crashes.ts";
import { matrixQuestions } from "./questions.ts";
import { en } from "./words.en.ts";

const asked = (questions: readonly { question: string }[]) => questions.map(({ question }) => question);

test("a matrix asks about the loss, the double count, and what the sound ones have in common", () => {
  const [loss, common, ...more] = asked(matrixQuestions(matrix, en));
  assert.match(loss ?? "", /^`buffered` loses 100 hits at before-commit and is exact at 3 other places/);
  assert.match(common ?? "", /^`batched`, `stream`/);
  assert.deepEqual(more, []);
  const [twice, ...others] = asked(matrixQuestions(matrixOfMine, en));
  assert.match(twice ?? "", /at after-commit `mine` counts 100 hits twice/);
  assert.deepEqual(others, []);
});
