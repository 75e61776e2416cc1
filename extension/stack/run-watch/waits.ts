import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { machineTime } from "../../common/machine-time.ts";
import { close, connectToPostgres } from "../connections/postgres.ts";
import type { Waits } from "./watched.ts";

/** What the app's backends were doing at one time. */
export interface Look {
  /** On the machine's clock. */
  readonly at: number;
  /** The time that it stands for: since the look before it, milliseconds. */
  readonly ms: number;
  readonly events: readonly { readonly event: string; readonly count: number }[];
}

/** At least 20 times a second, also on a machine that is busy. Milliseconds. */
const lookEvery = 45;
/** The same after so many looks in a row at which no backend had work. */
const looksAtNothing = 10;
const lookEveryMeanwhile = 250;
const statementTimeout = 2_000;
/** Fewer say too little. */
const fewestLooks = 15;
/** By this share of the waits, the log is worth a closer look. */
const worthLooking = 0.1;
/** How long the app's idle connections stay open at most, milliseconds: a backend reports its flushes when it ends. */
const connectionsCloseWithin = 600;

// To plan a look at pg_stat_activity costs more than the look, so it is prepared; by SQL, because a connection for
// replication knows no other way. With numbers for the roles, the function does without the joins of the view.
const oidOf = (role: string) => `coalesce((SELECT oid FROM pg_roles WHERE rolname = ${role}), 0)::text`;
const roles = `SELECT ${oidOf("'surge_app'")} AS app, ${oidOf("current_user")} AS own`;
const backendsOf = ({ app, own }: { readonly app: string; readonly own: string }) =>
  `FROM pg_stat_get_activity(NULL) WHERE backend_type = 'client backend'
    AND (usesysid = ${app} OR usesysid = ${own} AND application_name NOT LIKE 'surge-lab %')`;
const whatTheyDo = "string_agg(coalesce(wait_event_type || ':' || wait_event, 'CPU'), ',')";
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
  /** Ends the pause between two looks. */
  #goOn = () => {};

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
    const { rows } = await client.query<{ app: string; own: string }>(roles);
    const [{ app, own } = { app: "0", own: "0" }] = rows;
    const backends = backendsOf({ app, own });
    await client.query(`PREPARE look AS SELECT ${whatTheyDo} AS events ${backends} AND state <> 'idle'`);
    await client.query(`PREPARE connections AS SELECT 1 ${backends}`);
    return new WaitWatch(client, await flushesIn(client));
  }

  async end(from: number, until: number): Promise<Waits | null> {
    this.#ended = true;
    this.#goOn();
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
    let last = machineTime();
    let due = last;
    for (let idle = 0; !this.#ended; ) {
      const begun = machineTime();
      const { rows } = await this.#client.query<{ events: string | null }>("EXECUTE look");
      const now = machineTime();
      const at = (begun + now) / 2;
      const events = countsOf(rows[0]?.events?.split(",") ?? []);
      this.#looks.push({ at, ms: at - last, events });
      last = at;
      idle = events.length === 0 ? idle + 1 : 0;
      // A look that comes late must not make those after it late, too.
      due = Math.max(due + (idle < looksAtNothing ? lookEvery : lookEveryMeanwhile), now);
      if (!this.#ended) await this.#pause(due - now);
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#goOn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #flushes(looks: readonly Look[], shares: Waits["shares"], ms: number): Promise<Waits["flushes"]> {
    if (this.#flushesBefore === null || logShare(shares) < worthLooking) return null;
    if (!(await this.#connectionsClosed().catch(() => false))) return null;
    const after = await flushesIn(this.#client).catch(() => null);
    const count = (after ?? 0) - this.#flushesBefore;
    if (count <= 0) return null;
    const busy = looks.filter(({ events }) => events.some(({ event }) => isLogWait.test(event)));
    return { perSecond: (count * 1000) / ms, ms: (ms * timeOf(busy)) / timeOf(looks) / count };
  }

  async #connectionsClosed(): Promise<boolean> {
    const deadline = performance.now() + connectionsCloseWithin;
    for (;;) {
      const { rowCount } = await this.#client.query("EXECUTE connections");
      if (rowCount === 0) return true;
      if (performance.now() > deadline) return false;
      await sleep(lookEvery);
    }
  }
}

async function flushesIn(client: pg.Client): Promise<number | null> {
  const { rows: known } = await client.query("SELECT FROM pg_class WHERE relname = 'pg_stat_wal'");
  if (known.length === 0) return null;
  const { rows } = await client.query<{ flushes: number | null }>(flushCount);
  return rows[0]?.flushes ?? null;
}

function countsOf(events: readonly string[]): Look["events"] {
  return Object.entries(Object.groupBy(events, (event) => event)).map(([event, all = []]) => ({
    event,
    count: all.length,
  }));
}

const timeOf = (looks: readonly Look[]) => looks.reduce((sum, { ms }) => sum + ms, 0);

/** @returns null where it was looked too seldom */
export function sharesOf(looks: readonly Look[]): Pick<Waits, "looks" | "shares"> | null {
  if (looks.length < fewestLooks) return null;
  const times = new Map<string, number>();
  for (const { ms, events } of looks)
    for (const { event, count } of events) times.set(event, (times.get(event) ?? 0) + count * ms);
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  const byTime = [...times].sort(([, one], [, other]) => other - one);
  return {
    looks: looks.length,
    shares: Object.fromEntries(byTime.map(([event, time]) => [event, time / all])),
  };
}

function logShare(shares: Waits["shares"]): number {
  return Object.entries(shares).reduce((sum, [event, share]) => sum + (isLogWait.test(event) ? share : 0), 0);
}
