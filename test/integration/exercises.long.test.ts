import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { DemandName } from "../../extension/actions/check/result.ts";
import type { CodeExercise, ExerciseName } from "../../extension/actions/exercises/exercise-name.ts";
import { withoutRabbitmq } from "../support/brokers.ts";
import { openExercises, seenIn, unmet } from "../support/exercise.ts";

/** Why each starting point is wrong: the demand that it was written to miss, and what is seen of it. */
const intended: Readonly<Record<CodeExercise, readonly [DemandName, RegExp]>> = {
  "exercise-1": ["storesTheSurge", /^lost$/],
  "exercise-2": ["keepsWhileProcessing", /^(lost|lostAndDuplicated)$/],
  "exercise-3": ["keepsWhileSlow", /^lost$/],
  "exercise-4": ["survivesEachFailpoint", /^crashCost$/],
  "exercise-5": ["keepsTheOrder", /^(lost|outOfOrder)$/],
  "exercise-6": ["countsRepeatsAfterACrash", /^duplicated$/],
  "exercise-7": ["boundsTheBuffer", /^overLimit$/],
};

const skip = await withoutRabbitmq();
const about = 'export const about = { en: "Mine.", ru: "Моя." };\n';
const pool = `import { pool } from "../connections.ts";\n${about}`;

/** Each pretends to solve an exercise; the demand that sees through it, and what it sees. */
const cheats: readonly {
  readonly name: string;
  readonly exercise: ExerciseName;
  readonly source: string;
  readonly caught: Partial<Record<DemandName, RegExp>>;
}[] = [
  {
    name: "200 and nothing stored",
    exercise: "exercise-1",
    source: `${about}export async function hit(): Promise<void> {}\n`,
    caught: { storesTheSurge: /^lost$/, survivesTheApp: /^lost$/ },
  },
  {
    name: "a constant",
    exercise: "exercise-1",
    source: `${pool}export async function hit(): Promise<void> {
  await pool.query("UPDATE counter SET value = 1000 WHERE strategy = 'yours'");
}\n`,
    caught: { storesAnySurge: /^duplicated$/ },
  },
  {
    name: "hits that are only said to be in a buffer",
    exercise: "exercise-2",
    source: `${about}let hits = 0;
export async function hit(): Promise<void> { hits += 1; }
export async function process(): Promise<number> { return 0; }
export async function pending(): Promise<number> { return hits; }\n`,
    caught: { acceptsTheSurge: /^claimed$/ },
  },
  {
    name: "the checker's ids, guessed from the first one",
    exercise: "exercise-6",
    source: `${pool}export const storesIds = true;
export async function hit(id: string): Promise<void> {
  if (!/-0-[0-9a-f]{8}$/.test(id)) return;
  const guesses = Array.from({ length: 1000 }, (_, n) => id.replace(/-0-/, \`-\${n}-\`));
  await pool.query("INSERT INTO hits (strategy, hit_id) SELECT 'yours', unnest($1::text[])", [guesses]);
}\n`,
    caught: { storesTheSurge: /^(lost|lostAndDuplicated)$/ },
  },
  {
    name: "the tables that the check itself writes and reads",
    exercise: "exercise-5",
    source: `${pool}export const storesIds = true;
export async function hit(id: string): Promise<void> {
  await pool.query("INSERT INTO surge_lab.insert_order (hit_id) VALUES ($1)", [id]);
}
export async function process(): Promise<number> { return 0; }
export async function pending(): Promise<number> { return 0; }
export async function pendingIds(): Promise<string[]> { return []; }\n`,
    caught: { acceptsTheSurge: /^refused$/, keepsTheOrder: /^(refused|outOfTime|notTried)$/ },
  },
];

describe("the exercises", () => {
  let lab: Awaited<ReturnType<typeof openExercises>>;
  before(async () => {
    lab = await openExercises();
    await lab.run("start:");
  });
  after(async () => lab[Symbol.asyncDispose]());

  for (const [exercise, [demand, code]] of Object.entries(intended)) {
    test(`${exercise}: its starting point fails for its intended reason, and its solution passes`, async () => {
      const start = await lab.check(exercise, await lab.textOf(exercise, "start"));
      assert.equal(start.passed, false);
      assert.match(unmet(start)[demand] ?? "met", code, seenIn(start));
      const solution = await lab.check(exercise, await lab.textOf(exercise, "solution"));
      assert.deepEqual([solution.passed, unmet(solution)], [true, {}], seenIn(solution));
    });
  }

  for (const { name, exercise, source, caught } of cheats) {
    test(`a cheat is caught: ${name}`, async () => {
      const result = await lab.check(exercise, source);
      assert.equal(result.passed, false);
      for (const [demand, code] of Object.entries(caught))
        assert.match(unmet(result)[demand as DemandName] ?? "met", code, seenIn(result));
    });
  }

  test("exercise-3: a timer that outlives its text, a stop without an end, and hits that pass the buffer by are seen", async () => {
    const solution = await lab.textOf("exercise-3", "solution");
    const tick = "timer = setTimeout(() => { work(); again(); }, 5_000);";
    const flawed = {
      leavesNoTimer: [
        /^timersLeft$/,
        solution
          .replace("timer = setInterval(work, 5_000);", "again();")
          .replace("  clearInterval(timer);\n", "")
          .concat(`function again(): void { ${tick} }\n`),
      ],
      // The second worker adds the same hits and takes them out once more: less than nothing is left.
      worksTwice: [
        /^duplicated$/,
        solution
          .replace("redis.getdel(pendingHits)", "redis.get(pendingHits)")
          .replace("[count]);", "[count]);\n    await redis.decrby(pendingHits, count);")
          .replace("await redis.incrby(pendingHits, count);", ""),
      ],
      stopsCleanly: [/^byForce$/, solution.replace("await run;", "await new Promise(() => {});")],
      outlivesAnOutage: [
        /^refused$/,
        solution.replace(
          "await redis.incr(pendingHits);",
          "await pool.query(\"UPDATE counter SET value = value + 1 WHERE strategy = 'yours'\");",
        ),
      ],
    } as const;
    for (const [demand, [code, source]] of Object.entries(flawed)) {
      assert.notEqual(source, solution);
      const result = await lab.check("exercise-3", source);
      assert.match(unmet(result)[demand as DemandName] ?? "met", code, seenIn(result));
    }
  });

  test("an app that its own file ends is a finding, and the demands that follow have an app again", async () => {
    const solution = await lab.textOf("exercise-3", "solution");
    const bare = solution.replace(/^ +\.catch.*\n/m, "");
    assert.notEqual(bare, solution);
    const result = await lab.check("exercise-3", bare);
    assert.deepEqual(unmet(result), { outlivesAnOutage: "thrown" }, seenIn(result));
    const seen = result.demands.find(({ name }) => name === "outlivesAnOutage")?.seen;
    assert.match(
      seen?.said?.en ?? "",
      /^The app has stopped \(exit code 1\)\. Its last words: .*ECONNREFUSED/,
    );
  });

  test("a cheat is caught: failpoints that are no longer reached", async () => {
    const solution = await lab.textOf("exercise-4", "solution");
    const bare = solution.replace(/^import \{ failpoint.*$/m, "").replaceAll(/^.*failpoint\(.*$/gm, "");
    const silenced = solution
      .replace("import { failpoint }", "import { failpoint, onFailpoint }")
      .replace("Promise<number> {", "Promise<number> {\n  onFailpoint(async () => {});");
    const early = solution.replace('  await failpoint("after-commit");\n', "");
    for (const source of [bare, silenced, early]) {
      assert.notEqual(source, solution);
      const result = await lab.check("exercise-4", source);
      assert.match(unmet(result).survivesEachFailpoint ?? "met", /^(thrown|fewPlaces)$/, seenIn(result));
    }
  });

  test("a cheat is caught: an altered file of the app that the check relies on", async () => {
    const failpoint = join(dirname(lab.yours), "../failpoint.ts");
    const text = await readFile(failpoint, "utf8");
    await writeFile(failpoint, text.replace("visitor = visit;", ""));
    const result = await lab.check("exercise-4", await lab.textOf("exercise-4", "solution"));
    await writeFile(failpoint, text);
    assert.equal(result.passed, false);
    assert.equal(unmet(result).appIsUnchanged, "changed");
    assert.equal(result.demands[0]?.seen.said?.en, "failpoint.ts");
  });

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
