import assert from "node:assert/strict";
import { test } from "node:test";
import { results } from "../../test/samples/index.ts";
import { languages } from "../common/language.ts";
import { interpretCell } from "../document/cell.ts";
import { newCell } from "../document/parse.ts";
import { type Schema, schemaOf } from "../document/schema.ts";
import { exerciseNames } from "./exercises/exercise-name.ts";
import { readPredictions } from "./expect.ts";
import { actions } from "./index.ts";

function undocumented(schema: Schema, path: string): string[] {
  const inner = Object.entries(schema.properties ?? {});
  const missing = inner.flatMap(([key, each]) => (each.about?.en && each.about.ru ? [] : [`${path}.${key}`]));
  const deeper = inner.flatMap(([key, each]) => undocumented(each, `${path}.${key}`));
  return [...missing, ...deeper, ...(schema.items ? undocumented(schema.items, `${path}[]`) : [])];
}

test("every parameter of every action says what it is, in every language", () => {
  assert.deepEqual(
    actions.flatMap(({ name, parameters }) => undocumented(schemaOf(parameters), name)),
    [],
  );
});

for (const action of actions) {
  test(`${action.name}: its example is a cell without a fault, in every language`, () => {
    for (const language of languages) {
      const cell = newCell("yaml", undefined, action.example[language], "\n");
      assert.equal(interpretCell(cell, actions).action, action);
    }
  });

  test(`${action.name}: what is said of its result is there in a real one`, () => {
    const own = Object.values(results).filter((result) => result.action === action.name);
    assert(own.length > 0);
    for (const key of Object.keys(action.values)) {
      const got = own.map((result) => readPredictions(result, { [key]: 0 })[0]?.got);
      assert(
        got.some((value) => value !== null && value !== undefined),
        `no result of ${action.name} has ${key}`,
      );
    }
  });

  test(`${action.name}: what is true or false says so, for it is asked for in words`, () => {
    const own = Object.values(results).filter((result) => result.action === action.name);
    for (const [key, { words }] of Object.entries(action.values)) {
      const got = own.map((result) => readPredictions(result, { [key]: 0 })[0]?.got);
      if (got.some((value) => typeof value === "boolean")) assert.deepEqual(words, ["true", "false"], key);
    }
  });
}

test("the help of a refused hit leaves open whether it was stored: only the ledger finds that out", () => {
  const helps = actions.flatMap(({ values }) =>
    Object.entries(values).flatMap(([key, { about }]) => (/(^|\.)failed$/.test(key) ? [about] : [])),
  );
  assert.ok(helps.length >= 2);
  for (const { en, ru } of helps) {
    assert.match(en, /^Refused: .* stored such a hit all the same/);
    assert.match(ru, /^Отказы: .* всё же сохранён/);
  }
});

test("an exercise that there is not is told from those that there are, whichever way it is written", () => {
  const known = exerciseNames.map((name) => `\`${name}\``).join(" or ");
  for (const code of ["check: exercise-12", "check: { exercise: exercise-12 }"])
    assert.throws(
      () => interpretCell(newCell("yaml", undefined, code, "\n"), actions),
      ({ message }: Error) => message.includes("cannot be exercise-12") && message.includes(known),
    );
});
