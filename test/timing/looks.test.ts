import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { machineTime } from "../../extension/common/machine-time.ts";
import { WaitWatch } from "../../extension/stack/run-watch/waits.ts";
import { type PostgresServer, startPostgres, until } from "../support/servers.ts";

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
    const from = machineTime();
    await work();
    const until = machineTime();
    const waits = await watch.end(from, until);
    return { perSecond: ((waits?.looks ?? 0) * 1000) / (until - from), shares: waits?.shares };
  }
  const begin = () => WaitWatch.begin(postgres.url, true);
  const busy = () => app.query("SELECT pg_sleep(2)");

  /** A machine that others hold up looks less often: of some rounds, one that nobody disturbed is enough. */
  async function someRound<T extends { perSecond: number }>(atLeast: number, round: () => Promise<T>) {
    const found: T[] = [];
    await until(`there were ${atLeast} looks a second`, async () => {
      found.push(await round());
      return found.some(({ perSecond }) => perSecond >= atLeast);
    });
    return found;
  }

  test("at least 20 times a second while a connection of the app is busy", async () => {
    const rounds = await someRound(20, async () => looksDuring(await begin(), busy));
    // A look may see the statement just begin or end.
    for (const { shares = {} } of rounds) {
      assert.ok((shares["Timeout:PgSleep"] ?? 0) > 0.95, JSON.stringify(shares));
    }
  });

  test("seldom while none is, and often again as soon as one is", async () => {
    const resting = await begin();
    await sleep(1_000);
    const idle = await looksDuring(resting, () => sleep(4_000));
    assert.ok(idle.perSecond > 0 && idle.perSecond < 6, String(idle.perSecond));
    // The first look may come a quarter of a second late.
    await someRound(20 * (1_750 / 2_000), async () => {
      const rested = await begin();
      await sleep(1_000);
      return looksDuring(rested, busy);
    });
  });
});
