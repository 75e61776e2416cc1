import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { connectToRedis } from "../../stack/connections/redis.ts";

/** A command that Redis ran on a key, in its own order. */
export interface SeenCommand {
  /** In upper case: "INCR". */
  readonly name: string;
  /** As Redis knows it, with any prefix. */
  readonly key: string;
  /** By how much it increases the counter: 1 for INCR, 0 for what does not. */
  readonly adds: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Commands that change or read a counter. */
const counting = new Set(["INCR", "INCRBY", "GET", "DEL", "GETDEL"]);
const counts: IsWanted = ([command = ""]) => counting.has(command.toUpperCase());

/** Each hit becomes an entry of a list, and an app that is not ours may add any number. No load adds so many at once. */
const mostAtOnce = 1_000_000;

/** By the words of a command: which are noted. */
type IsWanted = (words: readonly string[]) => boolean;

/** Listens to all that Redis runs (MONITOR), whoever sends it, and also in scripts. */
export class RedisWitness {
  readonly #commands: SeenCommand[] = [];
  readonly #redis: Redis;
  readonly #monitor: Redis;
  readonly #lastWord = randomUUID();
  readonly #heardAll = Promise.withResolvers<void>();

  private constructor(redis: Redis, monitor: Redis, isWanted: IsWanted) {
    this.#redis = redis;
    this.#monitor = monitor;
    monitor.on("monitor", (time: string, words: readonly string[]) => {
      const [command = "", key = "", by = ""] = words;
      if (key === this.#lastWord) this.#heardAll.resolve();
      if (!isWanted(words)) return;
      const name = command.toUpperCase();
      const adds = { INCR: 1, INCRBY: Math.min(Number(by), mostAtOnce) }[name] ?? 0;
      this.#commands.push({ name, key, adds, at: Number(time) * 1000 });
    });
    monitor.on("error", () => undefined);
    monitor.on("close", () => this.#heardAll.reject(new Error("Redis has closed the connection.")));
    this.#heardAll.promise.catch(() => undefined);
  }

  /** @returns undefined where this Redis does not let the lab listen, or is a cluster, which has no common order */
  static async begin(endpoint: string, isWanted: IsWanted = counts): Promise<RedisWitness | undefined> {
    const redis = await connectToRedis(endpoint);
    try {
      if ("monitor" in redis) return new RedisWitness(redis, await redis.monitor(), isWanted);
    } catch {
      // An administrator may have forbidden the command.
    }
    redis.disconnect();
    return undefined;
  }

  /** All that it has run until now; null where it died in between. */
  async end(): Promise<readonly SeenCommand[] | null> {
    try {
      await this.#redis.echo(this.#lastWord);
      await this.#heardAll.promise;
      return this.#commands;
    } catch {
      return null;
    } finally {
      this.#monitor.disconnect();
      this.#redis.disconnect();
    }
  }
}
