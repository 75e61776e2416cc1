import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { withoutRabbitmq } from "../support/brokers.ts";
import { openExercises, seenIn, unmet } from "../support/exercise.ts";

const skip = await withoutRabbitmq();

describe("the exercise that compares", () => {
  let lab: Awaited<ReturnType<typeof openExercises>>;
  before(async () => {
    lab = await openExercises();
    await lab.run("start:");
  });
  after(async () => lab[Symbol.asyncDispose]());

  test("exercise-8: its starting point fails for its intended reason, and its solution passes", {
    skip,
  }, async (t) => {
    await lab.measure("exercise-8");
    const start = await lab.check("exercise-8", await lab.textOf("exercise-8", "start"));
    assert.match(unmet(start).figuresAreOwn ?? "met", /^figuresForeign$/, seenIn(start));
    const text = await lab.textOf("exercise-8", "solution");
    const solution = await lab.check("exercise-8", text);
    assert.deepEqual([solution.passed, unmet(solution)], [true, {}], seenIn(solution));

    /** A row of the table, its two figures changed. */
    const withRow = (label: string, how: (one: string, other: string) => readonly [string, string]) =>
      text.replace(new RegExp(`^(\\| ${label}.*?) \\| (\\S+) \\| (\\S+) \\|$`, "m"), (_, begin, one, other) =>
        [begin, ...how(one, other), ""].join(" | ").trim(),
      );
    const cheats = {
      "figures that change places": [withRow("accepted", (one, other) => [other, one]), "figuresAreOwn"],
      "a figure made nicer": [withRow("latency p99", (one) => [one, "0.011"]), "figuresAreOwn"],
      "a figure that none of the runs has": [`${text}\nThat is 123,456 hits/s in all.\n`, "figuresAreOwn"],
      "words without figures": ["`stream` loses less, its latency and speed are better.\n", "figuresAreOwn"],
      "a row left out": [text.replace(/^\| until the server.*\n/m, ""), "tellsReturn"],
    } as const;
    for (const [name, [cheat, demand]] of Object.entries(cheats))
      await t.test(`a cheat is caught: ${name}`, async () => {
        assert.notEqual(cheat, text);
        const result = await lab.check("exercise-8", cheat);
        assert.equal(result.passed, false);
        assert.ok(unmet(result)[demand], seenIn(result));
      });

    await t.test("a cheat is caught: a kept result that was edited, or is of another machine", async () => {
      const load = await lab.run("load: { strategy: stream, requests: 100, connections: 5 }");
      assert.ok(load.action === "load");
      const kept = join(lab.folder, ".surge-lab/results/exercise-8/mine.json");
      await mkdir(dirname(kept), { recursive: true });
      const figures = { ...load, series: "another", requestsPerSecond: 123_456 };
      const claim = `${text}\nAlone, \`stream\` came to 123,456 hits/s.\n`;
      const keep = (result: object) => writeFile(kept, JSON.stringify({ step: "mine", result }));
      await keep(figures);
      assert.equal(unmet(await lab.check("exercise-8", claim)).runsAreUnedited, "edited");
      await keep({
        ...figures,
        durationMs: (load.ok * 1000) / 123_456,
        samples: [],
        environment: { ...load.environment, cores: load.environment.cores + 1 },
      });
      assert.deepEqual(unmet(await lab.check("exercise-8", claim)), { figuresAreOwn: "figuresForeign" });
      await rm(kept);
    });
  });
});
