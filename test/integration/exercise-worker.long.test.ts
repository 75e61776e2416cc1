import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { DemandName } from "../../extension/actions/check/result.ts";
import { openExercises, seenIn, unmet } from "../support/exercise.ts";

describe("the exercise about a worker of one's own", () => {
  let lab: Awaited<ReturnType<typeof openExercises>>;
  before(async () => {
    lab = await openExercises();
    await lab.run("start:");
  });
  after(async () => lab[Symbol.asyncDispose]());

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
    for (const [name, [code, source]] of Object.entries(flawed)) {
      assert.notEqual(source, solution);
      // One of those above.
      const demand = name as DemandName;
      const demands = await lab.demands("exercise-3", source, [demand]);
      assert.match(unmet({ demands })[demand] ?? "met", code, seenIn({ demands }));
    }
  });

  test("an app that its own file ends is a finding, and the demands that follow have an app again", async () => {
    const solution = await lab.textOf("exercise-3", "solution");
    const mortal = solution.replace(".catch((error) => console.error(error))", ".catch(end)").concat(`
function end(error: unknown): void {
  console.error(error);
  process.kill(process.pid, "SIGKILL");
}
`);
    assert.notEqual(mortal, solution);
    const names = ["outlivesAnOutage", "stopsCleanly"] as const;
    const demands = await lab.demands("exercise-3", mortal, names);
    assert.deepEqual(
      demands.map(({ name }) => name),
      names,
    );
    assert.deepEqual(unmet({ demands }), { outlivesAnOutage: "thrown" }, seenIn({ demands }));
    const [{ seen } = assert.fail()] = demands;
    assert.match(seen.said?.en ?? "", /^The app has stopped \(SIGKILL\)\. Its last words: .*ECONNREFUSED/);
  });
});
