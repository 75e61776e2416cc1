import type { CounterWrite } from "../../common/counter-write.ts";
import { ownAppError } from "../../stack/own-app/errors.ts";
import type { OwnAppClient } from "../own-app/own-app.ts";
import type { ServerAccess } from "../server-access.ts";
import { beginAppTrace, endAppTrace, type HitTrace } from "./app-trace.ts";
import { endOwnWitness, OwnWitness } from "./own-witness.ts";
import { beginWitness, endWitness, writesOf } from "./postgres-witness.ts";
import { RedisWitness, type SeenCommand } from "./redis-witness.ts";

/** What the servers themselves recorded of a run. */
export interface Evidence {
  /** The committed writes to the strategy's counter, in the row's own order. */
  readonly writes: readonly CounterWrite[];
  /** The commands of Redis in its own order; null: it did not let the lab listen, or it died. */
  readonly commands: readonly SeenCommand[] | null;
  /** By the app; empty where it died. */
  readonly traces: readonly HitTrace[];
  /** The counter in Redis of an app that is not ours, where it has one. */
  readonly ownBuffer?: string | undefined;
  /** How many hits were still to be written when `writes` was read. */
  readonly pending: number;
}

/** After so many looks an app whose pending hits still change has no such moment. */
const mostLooks = 10;

/** Has the servers and the app record what they do, from `begin` until it is disposed of. */
export class Witnesses {
  readonly #servers: ServerAccess;
  readonly #redis: RedisWitness | undefined;
  #own: OwnWitness | undefined;

  private constructor(servers: ServerAccess, redis: RedisWitness | undefined) {
    this.#servers = servers;
    this.#redis = redis;
  }

  /** @throws LabError `own-not-traced` */
  static async begin(servers: ServerAccess): Promise<Witnesses> {
    const { own } = servers;
    if (own?.contract.pending && own.bufferKey === undefined) throw ownAppError("own-not-traced");
    const redis = await servers.from("redis", ({ redis }) => RedisWitness.begin(redis));
    const witnesses = new Witnesses(servers, redis);
    try {
      if (own) await witnesses.#beginOwn(own);
      else {
        await beginWitness(servers);
        await servers.from("app", ({ app }) => beginAppTrace(app, servers.signal));
      }
      return witnesses;
    } catch (error) {
      await witnesses[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #beginOwn(own: OwnAppClient): Promise<void> {
    this.#own = await this.#servers.from("postgres", () => OwnWitness.begin(own));
    if (!this.#own) throw ownAppError("own-not-traced");
  }

  /**
   * All that was recorded until now.
   * @param countPending how many hits are still to be written
   */
  async evidence(strategy: string, countPending: () => Promise<number>): Promise<Evidence> {
    const { writes, pending } = await this.#writesAndPending(strategy, countPending);
    const commands = (await this.#redis?.end()) ?? null;
    const { own } = this.#servers;
    if (own) return { writes, pending, commands, traces: [], ownBuffer: own.bufferKey };
    const traces = await this.#servers.from("app", ({ app }) => endAppTrace(app)).catch(() => []);
    return { writes, pending, commands, traces };
  }

  /** Of one moment, if it comes: a batch that is written between the two looks would be in both, or in neither. */
  async #writesAndPending(strategy: string, countPending: () => Promise<number>) {
    // An app that died holds nothing any more.
    const count = () => countPending().catch(() => 0);
    let pending = await count();
    for (let looks = 1; ; looks += 1) {
      const writes = await (this.#own ? this.#own.writes() : writesOf(this.#servers, strategy));
      const after = await count();
      if (after === pending || looks === mostLooks) return { writes, pending: after };
      pending = after;
    }
  }

  /** Leaves nothing of it in the servers, as far as they answer. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { own } = this.#servers;
    await Promise.allSettled([
      this.#redis?.end(),
      ...(own
        ? [endOwnWitness(own)]
        : [this.#servers.from("app", ({ app }) => endAppTrace(app)), endWitness(this.#servers)]),
    ]);
  }
}
