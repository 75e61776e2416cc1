import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { languages } from "../common/language.ts";
import { present } from "./present.ts";

test("no result has an empty or broken word in it", () => {
  for (const language of languages) {
    for (const [name, result] of Object.entries(samples.results)) {
      const blocks = present(samples.cell(result), language);
      assert.equal(blocks[0]?.kind, name === "discuss" ? "question" : "verdict", name);
      assert.doesNotMatch(JSON.stringify(blocks), /undefined|NaN|\[object|:""(?!,)/, `${name}, ${language}`);
    }
  }
});

test("the guess stands right under the headline", () => {
  const predicted = [{ key: "statements.0.rows.0.0", guess: 0, got: 446 }];
  const [headline, guess] = present({ ...samples.cell(samples.sql), predicted }, "en");
  assert.equal(headline?.kind, "verdict");
  assert.ok(guess?.kind === "table" && guess.caption === "Your prediction");
});

test("a discussion begins with its question, not with a headline about it", () => {
  const [first] = present(samples.cell(samples.discuss), "en");
  assert.equal(first?.kind, "question");
});
