import { type Cluster, Command, type Redis } from "ioredis";
import { mastersOf } from "../stack/connections/redis.ts";
import { inspectionError } from "./errors.ts";

/** Commands that have no key and change nothing for other users. */
const harmless =
  /^(PING|ECHO|TIME|INFO|DBSIZE|LASTSAVE|ROLE|KEYS|COMMAND|MULTI|EXEC|DISCARD|UNWATCH|CONFIG GET|CLIENT (ID|INFO|LIST|GETNAME)|CLUSTER (INFO|NODES|SHARDS|SLOTS|KEYSLOT|MYID)|MEMORY (STATS|DOCTOR)|SLOWLOG (GET|LEN)|LATENCY (LATEST|HISTORY))\b/i;
/** Scripts may use keys that their arguments do not name. */
const scripts = /^(EVAL|EVALSHA|FCALL|FUNCTION|SCRIPT|MIGRATE|SORT)/i;

/** On a shared server a cell reaches only the lab's keys. @throws LabError `beyond-own-keys` */
export function requireOwnKeys([name, ...rest]: readonly [string, ...string[]]): void {
  const line = [name, ...rest].join(" ");
  if (harmless.test(line)) return;
  if (scripts.test(name) || new Command(name, rest).getKeys().length === 0) {
    throw inspectionError("beyond-own-keys", { command: line });
  }
}

/** ioredis puts the prefix before keys, but not before the pattern of KEYS; and it asks a single node of a cluster. */
export async function callWithin(
  redis: Redis | Cluster,
  name: string,
  rest: readonly string[],
): Promise<unknown> {
  const { keyPrefix } = redis.options;
  if (!keyPrefix || name.toUpperCase() !== "KEYS") return redis.call(name, ...rest);
  const [pattern = "*"] = rest;
  const found = await Promise.all(mastersOf(redis).map((master) => master.keys(keyPrefix + pattern)));
  return found.flat();
}
