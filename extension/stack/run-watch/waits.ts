import type pg from "pg";
import { close, connectToPostgres } from "../connections/postgres.ts";
import type { Waits } from "./watched.ts";

/** What the app's backends were doing at one time. */
export interface Look {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly events: readonly { readonly event: string; readonly count: number }[];
}

/** At least 20 times a second, also on a machine that is busy. Milliseconds. */
const lookEvery = 45;
const statementTimeout = 2_000;
/** Fewer say too little. */
const fewestLooks = 15;
/** By this share of the waits, the log is worth a closer look. */
const worthLooking = 0.1;
/** How long the app's idle connections stay open at most, milliseconds: a backend reports its flushes when it ends. */
const connectionsCloseWithin = 600;

const ofApp = `backend_type = 'client backend'
  AND (usename = 'surge_app' OR usename = current_user AND application_name NOT LIKE 'surge-lab %')`;
const whatTheyDo = `SELECT coalesce(wait_event_type || ':' || wait_event, 'CPU') AS event, count(*)::int AS count
  FROM pg_stat_activity WHERE ${ofApp} AND state <> 'idle' GROUP BY 1`;
/** PostgreSQL 18 counts them elsewhere, and 13 not at all. */
const flushCount = "SELECT (to_jsonb(w) ->> 'wal_sync')::float8 AS flushes FROM pg_stat_wal AS w";
const isLogWait = /^(IO:WAL(Sync|Write)|LWLock:WALWrite)/;

/**
 * Looks at the app's backends over a connection of its own. It stays open during a load, so it may not be one of those
 * that the app could have: a connection for replication, which takes plain statements too, does not count.
 */
export class WaitWatch {
  readonly #client: pg.Client;
  readonly #looks: Look[] = [];
  readonly #flushesBefore: number | null;
  readonly #looking: Promise<void>;
  #ended = false;

  private constructor(client: pg.Client, flushesBefore: number | null) {
    this.#client = client;
    this.#flushesBefore = flushesBefore;
    // A server that is killed is looked at no more.
    this.#looking = this.#look().catch(() => undefined);
  }

  /** @param mayReplicate false for a role that may not: its connection counts */
  static async begin(endpoint: string, mayReplicate: boolean): Promise<WaitWatch> {
    const address = mayReplicate ? `${endpoint}?replication=database` : endpoint;
    const client = await connectToPostgres(address, "inspection", statementTimeout);
    return new WaitWatch(client, await flushesIn(client));
  }

  async end(from: number, until: number): Promise<Waits | null> {
    this.#ended = true;
    try {
      await this.#looking;
      const looks = this.#looks.filter(({ at }) => at >= from && at <= until);
      const waits = sharesOf(looks);
      return waits && { ...waits, flushes: await this.#flushes(looks, waits.shares, until - from) };
    } finally {
      await close(this.#client);
    }
  }

  async #look(): Promise<void> {
    while (!this.#ended) {
      const begun = Date.now();
      const { rows } = await this.#client.query<Look["events"][number]>(whatTheyDo);
      const now = Date.now();
      this.#looks.push({ at: (begun + now) / 2, events: rows });
      await new Promise((resolve) => setTimeout(resolve, begun + lookEvery - now));
    }
  }

  async #flushes(looks: readonly Look[], shares: Waits["shares"], ms: number): Promise<Waits["flushes"]> {
    if (this.#flushesBefore === null || logShare(shares) < worthLooking) return null;
    if (!(await this.#connectionsClosed().catch(() => false))) return null;
    const after = await flushesIn(this.#client).catch(() => null);
    const count = (after ?? 0) - this.#flushesBefore;
    if (count <= 0) return null;
    const busy = looks.filter(({ events }) => events.some(({ event }) => isLogWait.test(event))).length;
    return { perSecond: (count * 1000) / ms, ms: (ms * busy) / looks.length / count };
  }

  async #connectionsClosed(): Promise<boolean> {
    const deadline = Date.now() + connectionsCloseWithin;
    for (;;) {
      const { rowCount } = await this.#client.query(`SELECT FROM pg_stat_activity WHERE ${ofApp}`);
      if (rowCount === 0) return true;
      if (Date.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  }
}

async function flushesIn(client: pg.Client): Promise<number | null> {
  const { rows: known } = await client.query("SELECT FROM pg_class WHERE relname = 'pg_stat_wal'");
  if (known.length === 0) return null;
  const { rows } = await client.query<{ flushes: number | null }>(flushCount);
  return rows[0]?.flushes ?? null;
}

/** @returns null where it was looked too seldom */
export function sharesOf(looks: readonly Look[]): Pick<Waits, "looks" | "shares"> | null {
  if (looks.length < fewestLooks) return null;
  const counts = new Map<string, number>();
  for (const { event, count } of looks.flatMap(({ events }) => events))
    counts.set(event, (counts.get(event) ?? 0) + count);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const byCount = [...counts].sort(([, one], [, other]) => other - one);
  return {
    looks: looks.length,
    shares: Object.fromEntries(byCount.map(([event, count]) => [event, count / all])),
  };
}

function logShare(shares: Waits["shares"]): number {
  return Object.entries(shares).reduce((sum, [event, share]) => sum + (isLogWait.test(event) ? share : 0), 0);
}
