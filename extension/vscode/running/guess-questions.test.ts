import assert from "node:assert/strict";
import { test } from "node:test";
import { actions } from "../../actions/index.ts";
import type { Language } from "../../common/language.ts";
import { newCell } from "../../document/parse.ts";
import { askGuesses, type GuessQuestion } from "./guess-questions.ts";

const code = "load: { strategy: naive }\npredict: { stored: , verdict: , ok: 1000 }";

/** A student who types these, one after another. */
async function answered(typed: readonly (string | undefined)[], language: Language = "en", cell = code) {
  const asked: GuessQuestion[] = [];
  const { guesses, why } = await askGuesses(
    newCell("yaml", "naive-load", cell, "\n"),
    actions,
    language,
    async (question) => {
      asked.push(question);
      return typed[asked.length - 1];
    },
  );
  return { asked, guesses: Object.fromEntries(guesses), why };
}

test("each open guess is asked for, with what its key means in the reader's language", async () => {
  const { asked, guesses } = await answered(["1,000", "LOST"]);
  assert.deepEqual(guesses, { stored: "1000", verdict: "lost" });
  assert.deepEqual(
    asked.map(({ title }) => title),
    ["Your prediction: stored (1/2)", "Your prediction: verdict (2/2)", "Why do you think so?"],
  );
  assert.equal(
    asked[0]?.prompt,
    "Hits that are counted in PostgreSQL. Escape runs the cell without a prediction.",
  );
  const [russian] = (await answered([undefined], "ru")).asked;
  assert.equal(russian?.prompt, "Запросы, посчитанные в PostgreSQL. Escape — запустить без прогноза.");
  assert.equal(russian?.title, "Ваш прогноз: stored (1/2)");
});

test("what cannot be a guess is refused while it is typed, with what can", async () => {
  const { asked } = await answered(["5", "exact"]);
  assert.equal(asked[0]?.refuse("all of them"), "A number, for example 1000");
  assert.equal(asked[0]?.refuse("1 000"), undefined);
  assert.match(asked[1]?.refuse("1000") ?? "", /^One of: exact, open, lost,/);
});

test("whoever made every guess is asked why, in one line that may stay empty; nobody else is", async () => {
  assert.equal((await answered(["5", "lost", "  they race  "])).why, "they race");
  for (const last of ["", " ", undefined]) {
    const { guesses, why } = await answered(["5", "lost", last]);
    assert.deepEqual([guesses, why], [{ stored: "5", verdict: "lost" }, ""]);
  }
  const [, , question] = (await answered(["5", "lost", ""], "ru")).asked;
  assert.equal(question?.title, "Почему вы так думаете?");
  assert.equal(question?.refuse(""), undefined);
  assert.equal((await answered(["5", undefined])).asked.length, 2);
  const given = await answered(["5", "lost"], "en", code.replace("ok: 1000", 'why: "they race"'));
  assert.equal(given.asked.length, 2);
});

test("who does not answer is not asked again; what was answered before stays", async () => {
  assert.deepEqual((await answered([undefined, "lost"])).guesses, {});
  const second = await answered(["7", undefined]);
  assert.deepEqual(second.guesses, { stored: "7" });
  assert.equal(second.asked.length, 2);
});

test("a value that the action does not describe is asked for by its key; a cell with every guess by none", async () => {
  const { asked } = await answered(["3"], "en", "load: { strategy: naive }\npredict: { failures.40001: }");
  assert.deepEqual(
    asked.map(({ title, prompt }) => [title, prompt]),
    [
      ["Your prediction: failures.40001", "Escape runs the cell without a prediction."],
      [
        "Why do you think so?",
        "One line, shown below your prediction. Leave it empty and press Enter if you would rather not say.",
      ],
    ],
  );
  assert.equal((await answered([], "en", code.replaceAll(": ,", ": 1,"))).asked.length, 0);
});
