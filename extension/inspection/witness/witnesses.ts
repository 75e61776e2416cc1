import type { CounterWrite } from "../../common/counter-write.ts";
import type { ServerAccess } from "../server-access.ts";
import { beginAppTrace, endAppTrace, type HitTrace } from "./app-trace.ts";
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
}

/** Has the servers and the app record what they do, from `begin` until it is disposed of. */
export class Witnesses {
  readonly #servers: ServerAccess;
  readonly #redis: RedisWitness | undefined;

  private constructor(servers: ServerAccess, redis: RedisWitness | undefined) {
    this.#servers = servers;
    this.#redis = redis;
  }

  static async begin(servers: ServerAccess): Promise<Witnesses> {
    const redis = await servers.from("redis", ({ redis }) => RedisWitness.begin(redis));
    const witnesses = new Witnesses(servers, redis);
    try {
      await beginWitness(servers);
      await servers.from("app", ({ app }) => beginAppTrace(app, servers.signal));
      return witnesses;
    } catch (error) {
      await witnesses[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** All that was recorded until now. */
  async evidence(strategy: string): Promise<Evidence> {
    const writes = await writesOf(this.#servers, strategy);
    const commands = (await this.#redis?.end()) ?? null;
    const traces = await this.#servers.from("app", ({ app }) => endAppTrace(app)).catch(() => []);
    return { writes, commands, traces };
  }

  /** Leaves nothing of it in the servers, as far as they answer. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled([
      this.#redis?.end(),
      this.#servers.from("app", ({ app }) => endAppTrace(app)),
      endWitness(this.#servers),
    ]);
  }
}
