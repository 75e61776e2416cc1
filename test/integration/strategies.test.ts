import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listStrategies } from "../../extension/inspection/app-client.ts";
import type { Inspection } from "../../extension/inspection/inspection.ts";
import { type App, startApp, testedApp } from "../support/app.ts";
import { inspectionOf } from "../support/inspection.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { startPgbouncerFor, throughPgbouncer } from "../support/pgbouncer.ts";
import { type PostgresServer, type Server, startPostgres, startRedis, until } from "../support/servers.ts";

type Promised = Readonly<Record<string, { keeps: "all" | "some"; refuses?: string; stores?: "later" }>>;

/** The lab's load; a smaller one on the app in Python, which takes five times as long. */
const load = {
  node: { requests: 1000, connections: 50 },
  fastapi: { requests: 500, connections: 12 },
}[testedApp];

/** What every strategy that needs no broker promises under that load. */
const ofNode: Promised = {
  append: { keeps: "all" },
  atomic: { keeps: "all" },
  batched: { keeps: "all", stores: "later" },
  buffered: { keeps: "all", stores: "later" },
  coalesced: { keeps: "all" },
  deferred: { keeps: "all", stores: "later" },
  getdel: { keeps: "all", stores: "later" },
  inline: { keeps: "all" },
  locked: { keeps: "all" },
  memory: { keeps: "all", stores: "later" },
  mutex: { keeps: "all" },
  naive: { keeps: "some", refuses: "53300" },
  pooled: { keeps: "some" },
  "queue-in-pg": { keeps: "all", stores: "later" },
  relaxed: { keeps: "all" },
  serializable: { keeps: "all", refuses: "40001" },
  "serializable-once": { keeps: "all", refuses: "40001" },
  slotted: { keeps: "all" },
  stream: { keeps: "all", stores: "later" },
};
const ofFastapi: Promised = {
  append: { keeps: "all" },
  atomic: { keeps: "all" },
  batched: { keeps: "all", stores: "later" },
  buffered: { keeps: "all", stores: "later" },
  coalesced: { keeps: "all" },
  deferred: { keeps: "all", stores: "later" },
  inline: { keeps: "all" },
  mutex: { keeps: "all" },
  naive: { keeps: "some" },
  nullpool: { keeps: "some", refuses: "53300" },
  pooled: { keeps: "some" },
};
const promises = { node: ofNode, fastapi: ofFastapi }[testedApp];
const byName = ["append", "deferred", "inline", "queue-in-pg", "stream"].filter((name) => name in promises);

let postgres: PostgresServer;
let redis: Server;
let pgbouncer: Awaited<ReturnType<typeof startPgbouncerFor>> | undefined;
let app: App;
let inspection: Inspection;

before(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  if (throughPgbouncer) pgbouncer = await startPgbouncerFor(postgres);
  app = await startApp({
    databaseUrl: pgbouncer?.url ?? postgres.appUrl,
    redisUrl: redis.url,
    env: { PGBOUNCER: throughPgbouncer ? "1" : "" },
  });
  inspection = await inspectionOf(app, postgres, redis);
});
after(async () => {
  await app?.stop("SIGKILL");
  await pgbouncer?.remove();
  await Promise.all([postgres?.remove(), redis?.remove()]);
});

test("every strategy that needs no broker has its promise here", async () => {
  const strategies = await listStrategies(app.url, new AbortController().signal);
  const withoutBroker = strategies.filter(({ needs }) => needs === undefined);
  assert.deepEqual(
    withoutBroker.map(({ name }) => name),
    Object.keys(promises),
  );
  assert.deepEqual(
    withoutBroker.filter(({ storesIds }) => storesIds).map(({ name }) => name),
    byName,
  );
});

for (const [strategy, { keeps, refuses: refusesDirectly, stores }] of Object.entries(promises)) {
  // With PgBouncer in between, hits wait for a connection.
  const refuses = throughPgbouncer && refusesDirectly === "53300" ? undefined : refusesDirectly;
  const refusing = refuses ? `, refuses with ${refuses} only` : ", refuses none";
  test(`${strategy} keeps ${keeps} of the hits that it acknowledges${refusing}`, async () => {
    const judged = await judgedLoad(app.url, inspection, strategy, load);
    const ledger = await judged.judge();
    const { [refuses ?? ""]: refused = 0, ...otherwise } = judged.failures;
    assert.deepEqual(otherwise, {});
    const { requests } = load;
    assert.deepEqual([ledger.attempted, ledger.ok, ledger.unknown], [requests, requests - refused, 0]);
    assert.equal(ledger.byName, byName.includes(strategy));
    if (keeps === "some") {
      assert.equal(ledger.verdict, "lost");
      return;
    }
    // What only the app can read is its own word.
    const claimed = strategy === "memory" ? ledger.pending : 0;
    assert.deepEqual([ledger.claimed ?? 0, ledger.verdict], [claimed, claimed > 0 ? "open" : "exact"]);
    assert.equal(ledger.stored + ledger.pending, ledger.ok);
    if (stores !== "later") assert.equal(ledger.pending, 0);
    else await untilStored(strategy);
    const { verdict, stored, pending } = await judged.judge();
    assert.deepEqual({ verdict, stored, pending }, { verdict: "exact", stored: ledger.ok, pending: 0 });
  });
}

test("a reset empties every buffer, the app's own memory too", async () => {
  for (const strategy of Object.keys(promises)) {
    assert.ok(
      (await app.hits(strategy, 3)).some(({ status }) => status === 200),
      strategy,
    );
  }
  await inspection.reset();
  const left = (await inspection.allCounted()).counters.filter(({ stored, pending }) => stored + pending > 0);
  assert.deepEqual(left, []);
});

async function untilStored(strategy: string): Promise<void> {
  if (strategy !== "memory") {
    assert.deepEqual((await app.post(`/${strategy}/process`)).body, { processed: load.requests });
    assert.deepEqual((await app.post(`/${strategy}/process`)).body, { processed: 0 });
    return;
  }
  await until("memory has been written", async () => (await inspection.counted(strategy)).pending === 0);
}
