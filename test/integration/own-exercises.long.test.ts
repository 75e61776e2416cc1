import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { DemandName } from "../../extension/actions/check/result.ts";
import type { StrategyExercise } from "../../extension/actions/exercises/exercise-name.ts";
import { seenIn, unmet } from "../support/exercise.ts";
import { type OwnAppParts, type OwnContract, openOwnExercises } from "../support/own-exercise.ts";

// How a contract is read, and what is said of one that tells too little: own-exercises.test.ts.

const add = 'await pool.query("UPDATE counter SET value = value + $1 WHERE id = 1", [count]);';
const atomic = 'await pool.query("UPDATE counter SET value = value + 1 WHERE id = 1");';
const queue = 'await redis.incr("pending_hits");';
const getdel = `const count = Number(await redis.getdel("pending_hits"));
  if (count > 0) ${add}
  return { processed: count };`;
const getUpdateDel = `const count = Number(await redis.get("pending_hits"));
  if (count > 0) { ${add} await redis.del("pending_hits"); }
  return { processed: count };`;

/** A batch is set aside under an id, and counted in the transaction that remembers the id. */
const byBatches: OwnAppParts = {
  setup: 'await pool.query("CREATE TABLE IF NOT EXISTS batches (id text PRIMARY KEY)");',
  hit: queue,
  work: `const setAside = \`if redis.call("EXISTS", KEYS[1]) == 0 then return end
    redis.call("RENAME", KEYS[1], KEYS[2])
    redis.call("SADD", KEYS[3], ARGV[1])\`;
  const id = randomUUID();
  await redis.eval(setAside, 3, "pending_hits", "batch:" + id, "batches", id);
  for (const each of await redis.smembers("batches")) {
    const count = Number(await redis.get("batch:" + each));
    await inTransaction(async (client) => {
      const { rowCount } = await client.query("INSERT INTO batches VALUES ($1) ON CONFLICT DO NOTHING", [each]);
      if (rowCount === 1) await client.query("UPDATE counter SET value = value + $1 WHERE id = 1", [count]);
    });
    await redis.multi().del("batch:" + each).srem("batches", each).exec();
  }`,
};

const events: OwnContract = {
  stored: "{ sql: SELECT count(*) FROM events }",
  pending: "{ redis: XLEN events }",
  ids: "{ sql: SELECT hit_id FROM events ORDER BY seq }",
  reset: "{ sql: TRUNCATE events }",
};
const makeEvents =
  'await pool.query("CREATE TABLE IF NOT EXISTS events (seq bigserial, hit_id text UNIQUE)");';
const intoStream = 'await redis.xadd("events", "*", "hit", id);';
/** Newest first. */
const backwards: OwnAppParts = {
  setup: makeEvents,
  hit: intoStream,
  work: `const batch = await redis.xrevrange("events", "+", "-", "COUNT", 500);
  await inTransaction(async (client) => {
    for (const [, [, id]] of batch) await client.query("INSERT INTO events (hit_id) VALUES ($1) ON CONFLICT DO NOTHING", [id]);
  });
  if (batch.length > 0) await redis.xdel("events", ...batch.map(([entry]) => entry));`,
};
/** Oldest first, by one at a time. */
const inOrder: OwnAppParts = {
  ...backwards,
  work: `await inTransaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(1)");
    const batch = await redis.xrange("events", "-", "+", "COUNT", 500);
    const store = \`INSERT INTO events (hit_id)
      SELECT hit_id FROM unnest($1::text[]) WITH ORDINALITY AS event (hit_id, place) ORDER BY place ON CONFLICT DO NOTHING\`;
    await client.query(store, [batch.map(([, [, id]]) => id)]);
    await client.query("COMMIT");
    if (batch.length > 0) await redis.xdel("events", ...batch.map(([entry]) => entry));
  });`,
};

const rememberHits = 'await pool.query("CREATE TABLE IF NOT EXISTS seen (hit_id text PRIMARY KEY)");';
const idempotent: OwnAppParts = {
  setup: rememberHits,
  hit: `await pool.query(\`WITH fresh AS (INSERT INTO seen VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1)
    UPDATE counter SET value = value + 1 WHERE id = 1 AND EXISTS (SELECT FROM fresh)\`, [id]);`,
};

const bounded: OwnAppParts = {
  hit: `const take = \`if tonumber(redis.call("GET", KEYS[1]) or "0") >= 1000 then return 0 end
    return redis.call("INCR", KEYS[1])\`;
  if ((await redis.eval(take, 1, "pending_hits")) === 0) throw new Error("The buffer is full.");`,
  work: getdel,
};
const checkedBefore = `if (Number(await redis.get("pending_hits")) >= 1000) throw new Error("The buffer is full."); ${queue}`;

const noBuffer: OwnContract = { process: undefined, pending: undefined };

/** A timer that comes every five seconds. */
const every5s = (work: string, more = ""): OwnAppParts => ({
  setup: `let run: Promise<unknown> | undefined;
const timer = setInterval(() => { run ??= move().catch(() => undefined).finally(() => { run = undefined; }); }, 5000);
async function move() { ${work} }
${more}`,
  hit: queue,
});
const noProcess: OwnContract = { process: undefined };
const cleanWorker = every5s(
  `const count = Number(await redis.getdel("pending_hits"));
  if (count === 0) return;
  try { ${add} } catch (error) { await redis.incrby("pending_hits", count); throw error; }`,
  'process.on("SIGTERM", async () => { clearInterval(timer); await run; process.exit(0); });',
);

describe("exercises in an app of one's own, one by one", () => {
  let lab: Awaited<ReturnType<typeof openOwnExercises>>;
  before(async () => {
    lab = await openOwnExercises();
  });
  after(async () => lab[Symbol.asyncDispose]());

  // Apps with one contract stand together: for another one the servers are started anew.
  const solutions: Readonly<Partial<Record<StrategyExercise, readonly [OwnAppParts, OwnContract?]>>> = {
    "exercise-1": [{ hit: atomic }, noBuffer],
    "exercise-6": [idempotent, noBuffer],
    "exercise-2": [{ hit: queue, work: getdel }],
    "exercise-7": [bounded],
  };
  for (const [name, [parts, contract]] of Object.entries(solutions)) {
    // The keys of the table above.
    const exercise = name as StrategyExercise;
    test(`${exercise} is passed by an app that solves it`, async () => {
      await lab.use(parts, contract);
      const result = await lab.check(exercise);
      assert.deepEqual([result.passed, unmet(result)], [true, {}], seenIn(result));
    });
  }

  type Solved = readonly [string, StrategyExercise, readonly DemandName[], OwnAppParts, OwnContract?];
  const solved: readonly Solved[] = [
    ["batches that are counted under an id", "exercise-4", ["survivesKills"], byBatches],
    [
      "events that are stored oldest first, by one at a time",
      "exercise-5",
      ["storesEachId", "keepsTheOrder"],
      inOrder,
      events,
    ],
    [
      "a worker that is waited for, also beside a second process of the app",
      "exercise-3",
      ["worksTwice", "stopsCleanly"],
      cleanWorker,
      noProcess,
    ],
  ];
  for (const [what, exercise, names, parts, contract] of solved)
    test(`${exercise}: what is its own is met by ${what}`, async () => {
      await lab.use(parts, contract);
      const found = await lab.demands(exercise, names);
      assert.deepEqual(
        found.map(({ name, passed }) => [name, passed]),
        names.map((name) => [name, true]),
        JSON.stringify(found),
      );
    });

  type Failure = readonly [string, StrategyExercise, DemandName, RegExp, OwnAppParts, OwnContract?];
  const failures: readonly Failure[] = [
    ["events newest first", "exercise-5", "keepsTheOrder", /^outOfOrder$/, backwards, events],
    [
      "a cheat: ids that nobody has sent",
      "exercise-5",
      "storesEachId",
      /^unexpected$/,
      {
        setup: makeEvents,
        hit: 'await pool.query("INSERT INTO events (hit_id) VALUES ($1), ($1 || 1)", [id]);',
      },
      events,
    ],
    [
      "a process with the race of the class",
      "exercise-2",
      "keepsWhileProcessing",
      /^lost/,
      { hit: queue, work: getUpdateDel },
    ],
    ["hits that wait for nobody", "exercise-2", "keepsItsSpeed", /^notBuffered$/, { hit: atomic }],
    [
      "a take that a crash undoes for ever",
      "exercise-4",
      "survivesKills",
      /^lost$/,
      { hit: queue, work: getdel },
    ],
    [
      "a batch that a crash counts again",
      "exercise-4",
      "survivesKills",
      /^duplicated$/,
      {
        hit: queue,
        work: `await inTransaction(async (client) => { const count = Number(await redis.get("pending_hits"));
        await client.query("UPDATE counter SET value = value + $1 WHERE id = 1", [count]); });
        await redis.del("pending_hits");`,
      },
    ],
    [
      "a limit that is looked at before",
      "exercise-7",
      "boundsTheBuffer",
      /^overLimit$/,
      { hit: checkedBefore, work: getdel },
    ],
    [
      "a hit that is counted as often as it is sent",
      "exercise-6",
      "countsRepeatsOnce",
      /^duplicated$/,
      { hit: atomic },
      noBuffer,
    ],
    ["a cheat: 200 and nothing stored", "exercise-1", "storesTheSurge", /^lost$/, { hit: "" }, noBuffer],
    [
      "a cheat: a constant",
      "exercise-1",
      "storesAnySurge",
      /^duplicated$/,
      { hit: 'await pool.query("UPDATE counter SET value = 1000");' },
      noBuffer,
    ],
    [
      "a cheat: the table in which the lab records",
      "exercise-1",
      "storesTheSurge",
      /^refused$/,
      { hit: 'await pool.query("INSERT INTO surge_witness.writes (slot) VALUES (1)");' },
      noBuffer,
    ],
    [
      "a worker that ends in the middle of a run",
      "exercise-3",
      "stopsCleanly",
      /^(lost|duplicated)$/,
      every5s(getUpdateDel),
      noProcess,
    ],
    [
      "a cheat: hits that are only said to be in a buffer",
      "exercise-2",
      "acceptsTheSurge",
      /^claimed$/,
      { setup: "let said = 0;", hit: "said += 1;", work: "return { pending: said };" },
      { pending: "{ get: /process, key: pending }" },
    ],
    [
      "a cheat: a contract that says a constant",
      "exercise-1",
      "storesTheSurge",
      /^thrown$/,
      { hit: "" },
      { ...noBuffer, stored: "{ sql: SELECT 1000 }" },
    ],
  ];
  for (const [what, exercise, name, code, parts, contract] of failures)
    test(`${exercise} is not passed by ${what}`, async () => {
      await lab.use(parts, contract);
      const [found] = await lab.demands(exercise, [name]);
      assert.ok(found && found.passed !== true);
      assert.match(found.seen.code, code, JSON.stringify(found));
    });
});
