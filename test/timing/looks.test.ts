import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { WaitWatch } from "../../extension/stack/run-watch/waits.ts";
import { type PostgresServer, startPostgres } from "../support/servers.ts";

describe("how often the lab looks at PostgreSQL", () => {
  let postgres: PostgresServer;
  let app: pg.Client;
  before(async () => {
    postgres = await startPostgres();
    app = new pg.Client(postgres.appUrl);
    await app.connect();
  });
  after(async () => {
    await app?.end();
    await postgres?.remove();
  });

  async function looksDuring(watch: WaitWatch, work: () => Promise<unknown>) {
    const from = Date.now();
    await work();
    const until = Date.now();
    const waits = await watch.end(from, until);
    return { perSecond: ((waits?.looks ?? 0) * 1000) / (until - from), shares: waits?.shares };
  }
  const begin = () => WaitWatch.begin(postgres.url, true);
  const busy = () => app.query("SELECT pg_sleep(2)");

  test("at least 20 times a second while a connection of the app is busy", async () => {
    const { perSecond, shares } = await looksDuring(await begin(), busy);
    assert.ok(perSecond >= 20, String(perSecond));
    assert.deepEqual(shares, { "Timeout:PgSleep": 1 });
  });

  test("seldom while none is, and often again as soon as one is", async () => {
    const resting = await begin();
    await sleep(1_000);
    const idle = await looksDuring(resting, () => sleep(4_000));
    assert.ok(idle.perSecond > 0 && idle.perSecond < 6, String(idle.perSecond));
    const rested = await begin();
    await sleep(1_000);
    // The first look may come a quarter of a second late.
    const woken = await looksDuring(rested, busy);
    assert.ok(woken.perSecond >= 20 * (1_750 / 2_000), String(woken.perSecond));
  });
});
