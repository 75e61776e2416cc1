import { LabError } from "../common/lab-error.ts";
import { ownStrategy } from "../stack/own-app/contract.ts";
import type { Counted, StatementResult } from "../stack/stack.ts";
import { forgetBuffers, listAvailable, pendingIdsOf, pendingOf, type Strategy } from "./app-client.ts";
import { claimedOf, roomFor } from "./claimed.ts";
import { type Connections, readConnections, readConnectionsOfApp } from "./client-connections.ts";
import { type AllCounted, type CountedOf, storedByStrategy, twiceTheSame } from "./counted.ts";
import { emptyServers } from "./empty-servers.ts";
import { type HeldKey, type HeldTable, heldKeys, heldTables } from "./held-data.ts";
import { idsOn, roomOn } from "./held-hits.ts";
import { runRedis } from "./run-redis.ts";
import { type CellLimits, runSql } from "./run-sql.ts";
import { type Looked, ServerAccess } from "./server-access.ts";
import { measureServers, type ServerSpeeds } from "./server-speeds.ts";
import { endOwnWitness } from "./witness/own-witness.ts";
import { endWitness } from "./witness/postgres-witness.ts";
import { Witnesses } from "./witness/witnesses.ts";

/**
 * Checks that the lab can inspect the servers.
 * @throws LabError `stack-gone` when PostgreSQL does not answer
 */
export async function openInspection(stack: Looked): Promise<Inspection> {
  const inspection = new Inspection(new ServerAccess(stack));
  await inspection.connections();
  return inspection;
}

/**
 * Reads the state of the servers. Every method throws LabError `service-down` while a
 * server that it needs is killed, and `stack-gone` once all are gone.
 */
export class Inspection {
  readonly #servers: ServerAccess;

  constructor(servers: ServerAccess) {
    this.#servers = servers;
  }

  /** The same, but each look ends when the signal fires, whatever it waits for. */
  until(signal: AbortSignal): Inspection {
    return new Inspection(this.#servers.until(signal));
  }

  /** The hits of one strategy in PostgreSQL, and in its buffer. */
  async counted(strategy: string): Promise<Counted> {
    const strategies = await this.#strategies();
    const buffers = strategies.some((each) => each.name === strategy && each.buffers);
    const [{ stored, pending } = nothing] = await this.#look([{ name: strategy, buffers }]);
    return { stored, pending };
  }

  /** The same, and how many of the pending are in the buffer only by the app's word. */
  async countedWithClaims(strategy: string): Promise<CountedOf> {
    const names = (await this.#strategies()).map(({ name }) => name);
    // In this order: a buffer that is being emptied has had room for what is found in it later.
    const room = roomFor(strategy, names, await this.room());
    const counter = { strategy, ...(await this.counted(strategy)) };
    const claimed = claimedOf([counter], room).get(strategy);
    return claimed === undefined ? counter : { ...counter, claimed };
  }

  /** The same for every strategy of the app. One that does not say what is in its buffer does not hide the others. */
  async allCounted(): Promise<AllCounted> {
    const strategies = await this.#strategies();
    const asked = await Promise.all(
      strategies
        .filter(({ buffers }) => buffers)
        .map(async ({ name }) => [name, await this.#answers(name)] as const),
    );
    const silent = new Set(asked.flatMap(([name, answers]) => (answers ? [] : [name])));
    // In this order: a buffer that is being emptied has had room for what is found in it later.
    const room = await this.room();
    const looked = await this.#look(
      strategies.map(({ name, buffers }) => ({ name, buffers: buffers && !silent.has(name) })),
    );
    const claimed = claimedOf(looked, room);
    return {
      counters: looked
        .filter(({ strategy }) => !silent.has(strategy))
        .map((counter) => {
          const hits = claimed.get(counter.strategy);
          return hits === undefined ? counter : { ...counter, claimed: hits };
        }),
      unanswered: looked
        .filter(({ strategy }) => silent.has(strategy))
        .map(({ strategy, stored }) => ({ strategy, stored })),
    };
  }

  /** The stored hits by strategy. */
  async stored(): Promise<Map<string, number>> {
    const { own } = this.#servers;
    if (own) {
      const count = await this.#servers.from(own.serverOf("stored"), () => own.read("stored"));
      return new Map([[ownStrategy, count]]);
    }
    const stored = new Map<string, number>();
    for (const row of await this.#servers.query<StoredRow>(storedByStrategy))
      stored.set(row.strategy, (stored.get(row.strategy) ?? 0) + row.stored);
    return stored;
  }

  /** The limit of PostgreSQL, how many of it superusers keep, and who is connected; the lab's own looks left out. */
  connections(): Promise<Connections> {
    return readConnections(this.#servers);
  }

  /** How fast PostgreSQL and Redis are with nothing else to do. */
  speeds(): Promise<ServerSpeeds> {
    return measureServers(this.#servers);
  }

  /** Connections that the app has open, whichever role it has; busy ones are in a statement or a transaction. */
  connectionsOfApp(): Promise<{ readonly open: number; readonly busy: number }> {
    return readConnectionsOfApp(this.#servers);
  }

  /** How often each hit whose id begins with the prefix is stored as a row. */
  async presentIds(prefix: string): Promise<Map<string, number>> {
    const rows = await this.#servers.query<{ hit_id: string; times: number }>(
      `SELECT hit_id, count(*)::int AS times FROM surge_lab.hits WHERE starts_with(hit_id, $1) GROUP BY hit_id`,
      [prefix],
    );
    return new Map(rows.map(({ hit_id, times }) => [hit_id, times]));
  }

  /** The hits whose id begins with the prefix and that are still in the strategy's buffer. */
  async pendingIds(strategy: string, prefix: string): Promise<Set<string>> {
    const ids = await this.#servers.from("app", ({ app }) =>
      pendingIdsOf(app, strategy, this.#servers.isAttached),
    );
    return new Set(ids.filter((id) => id.startsWith(prefix)));
  }

  /**
   * How many hits each key of Redis and PostgreSQL's queue can hold at most: what the app says of its buffer cannot be
   * more, unless the buffer is where the lab cannot read. A server that is down holds nothing that can be read.
   */
  async room(): Promise<Map<string, number>> {
    // What the lab reads by itself it need not compare.
    if (this.#servers.own?.readsPending) return new Map([[ownStrategy, await this.#pendingOf(ownStrategy)]]);
    return roomOn(this.#servers);
  }

  /** The ids with this prefix that stand in a key of Redis or in PostgreSQL's queue. */
  heldIds(prefix: string): Promise<Set<string>> {
    return idsOn(this.#servers, prefix);
  }

  /** The contents of these keys in Redis, and the committed rows of a strategy in PostgreSQL. */
  async held(strategy: string, belongs: (key: string) => boolean): Promise<Held> {
    const keys = await this.#servers.inRedis((client) => heldKeys(client, belongs));
    return { redis: keys, postgres: await this.#servers.asAdmin((client) => heldTables(client, strategy)) };
  }

  /**
   * Zeroes the counters, empties the buffers, and forgets the stored hits. Touches nothing else.
   * @returns why those strategies have not emptied the buffer that only they can reach, by name
   * @throws AbortError when the signal fires before it is done
   */
  async reset(signal?: AbortSignal): Promise<Readonly<Record<string, string>>> {
    const failed = await this.#servers.from("app", ({ app }) => forgetBuffers(app, signal));
    if (!this.#servers.own) await emptyServers(this.#servers, signal);
    return failed;
  }

  /**
   * Runs the statements of a cell; an error of PostgreSQL is part of the result and ends it.
   * @param asSuperuser instead of as the role that cells have
   */
  sql(text: string, limits: CellLimits, asSuperuser = false): Promise<StatementResult[]> {
    return this.#servers.from("postgres", ({ postgres, postgresCells }) =>
      runSql({ admin: postgres, own: asSuperuser ? postgres : (postgresCells ?? postgres) }, text, limits),
    );
  }

  /** Runs the commands of a cell, one a line; an error of Redis is part of the result and ends it. */
  redis(text: string, limits: CellLimits): Promise<StatementResult[]> {
    return this.#servers.from("redis", ({ redis }) => runRedis(redis, text, limits));
  }

  /** From now on the servers and the app record a run, until the witnesses are disposed of. */
  beginWitnesses(): Promise<Witnesses> {
    return Witnesses.begin(this.#servers);
  }

  /** Removes what a run has left that could not end its witnesses. */
  endWitness(): Promise<void> {
    const { own } = this.#servers;
    return own ? endOwnWitness(own) : endWitness(this.#servers);
  }

  /** False for a strategy whose `pending` hangs or throws. */
  async #answers(strategy: string): Promise<boolean> {
    try {
      await this.#pendingOf(strategy);
      return true;
    } catch (error) {
      if (error instanceof LabError && error.code === "app-does-not-answer") return false;
      throw error;
    }
  }

  #look(
    strategies: readonly Pick<Strategy, "name" | "buffers">[],
  ): Promise<({ readonly strategy: string } & Counted)[]> {
    return twiceTheSame(async () => {
      const pending = await Promise.all(
        strategies.map(({ name, buffers }) => (buffers ? this.#pendingOf(name) : 0)),
      );
      const stored = await this.stored();
      return strategies.map(({ name }, index) => ({
        strategy: name,
        stored: stored.get(name) ?? 0,
        pending: pending[index] ?? 0,
      }));
    });
  }

  #pendingOf(strategy: string): Promise<number> {
    const server = this.#servers.own?.serverOf("pending") ?? "app";
    return this.#servers.from(server, ({ app }) => pendingOf(app, strategy, this.#servers.isAttached));
  }

  #strategies() {
    const { own } = this.#servers;
    // Without asking it: it may be down, and its counter is not.
    if (own) return Promise.resolve([own.strategy]);
    return this.#servers.from("app", ({ app }) => listAvailable(app, this.#servers.signal));
  }
}

interface Held {
  readonly redis: readonly HeldKey[];
  readonly postgres: readonly HeldTable[];
}

const nothing: Counted = { stored: 0, pending: 0 };

interface StoredRow {
  readonly strategy: string;
  readonly stored: number;
}
