import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { flaws } from "../../extension/actions/check/checker/flaws.ts";
import { judgeHistory } from "../../extension/actions/check/checker/judge.ts";
import { simulate } from "../../extension/actions/check/checker/simulate.ts";
import { Random } from "../../extension/actions/check/random.ts";
import { openExercises, seenIn, unmet } from "../support/exercise.ts";

const exercise = "exercise-9";

/** Those that the seed gives, as the demands draw them. */
function wrongHistories(seed: number): string[] {
  return flaws.flatMap((flaw) => {
    const random = new Random(seed, flaw);
    const drawn = Array.from({ length: 300 }, (_, draw) => simulate(random, 1 + ((2 * draw) % 6), flaw));
    return drawn.filter((history) => judgeHistory(history)).map((history) => JSON.stringify(history));
  });
}

describe("exercise-9: a cheat is caught", () => {
  let lab: Awaited<ReturnType<typeof openExercises>>;
  before(async () => {
    lab = await openExercises();
    await lab.run("start:");
  });
  after(async () => lab[Symbol.asyncDispose]());

  const judged = (source: string, seed?: number) => lab.check(exercise, source, seed);

  test("a check that accepts everything: every mutant escapes", async () => {
    const result = await judged("export const check = () => undefined;\n");
    // Now and then `naive` loses nothing.
    const { judgesRecorded: _, ...escaped } = unmet(result);
    assert.deepEqual(escaped, Object.fromEntries(flaws.map((flaw) => [flaw, "escaped"])), seenIn(result));
  });

  test("a check that refuses everything: correct histories are refused", async () => {
    const result = await judged('export const check = () => "wrong";\n');
    assert.deepEqual(unmet(result), { judgesRecorded: "accused", acceptsCorrect: "accused" }, seenIn(result));
  });

  test("a check that counts its calls, and takes the first ones for correct", async () => {
    const source = "let calls = 0;\nexport const check = () => ((calls += 1) > 300 ? 'wrong' : undefined);\n";
    const result = await judged(source);
    const codes = new Set(Object.values(unmet(result)));
    assert.ok(codes.has("escaped") && codes.has("accused"), seenIn(result));
  });

  test("a check that knows the histories of a seed, and what the lab says of them", async () => {
    const seed = 7;
    const source = `const wrong = new Set(${JSON.stringify(wrongHistories(seed))});
export const check = (history: readonly unknown[]) => (wrong.has(JSON.stringify(history)) ? "wrong" : undefined);\n`;
    const result = await judged(source, seed);
    const escaped = flaws.filter((flaw) => unmet(result)[flaw] === "escaped");
    assert.deepEqual(escaped, [...flaws], seenIn(result));
  });

  test("a check that looks for the answers finds no file, no program and no network", async () => {
    const globals = await judged(
      "export const check = () => [typeof process, typeof fetch, typeof WebSocket, typeof require].join();\n",
    );
    const said = globals.demands.find(({ name }) => name === "acceptsCorrect")?.seen.said?.en;
    assert.equal(said, "undefined,undefined,undefined,undefined");
  });
});
