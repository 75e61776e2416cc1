import { Cluster, type Redis } from "ioredis";
import { openRedis } from "../../../lab-stack/app/open-redis.ts";
import { stackGone } from "../errors.ts";

/** Milliseconds, greetings included: a server may accept a connection and say nothing. */
const connectWithin = 5_000;

/**
 * A connection of its own, which gives up instead of trying again.
 * @param greet is done in the time that the connection has to open
 * @throws LabError `stack-gone`, also when the signal fires
 */
export async function connectToRedis(
  endpoint: string,
  signal?: AbortSignal,
  greet?: (redis: Redis | Cluster) => Promise<void>,
): Promise<Redis | Cluster> {
  const redis = openRedis(endpoint, {
    lazyConnect: true,
    retryStrategy: null,
    connectTimeout: connectWithin,
    // A frozen server does not close its end.
    disconnectTimeout: 100,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectionName: "surge-lab",
  });
  // A connection that breaks makes its command fail, and the command reports it.
  redis.on("error", () => undefined);
  const late = AbortSignal.timeout(connectWithin);
  const ended = signal ? AbortSignal.any([signal, late]) : late;
  const end = () => redis.disconnect();
  ended.addEventListener("abort", end);
  try {
    await redis.connect();
    await greet?.(redis);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw stackGone(error);
  } finally {
    ended.removeEventListener("abort", end);
  }
}

/** The nodes that hold keys; a single server is its own. */
export function mastersOf(redis: Redis | Cluster): Redis[] {
  return redis instanceof Cluster ? redis.nodes("master") : [redis];
}

/** Removes the keys with this prefix, and no other. */
export async function removeKeys(redis: Redis | Cluster, prefix: string): Promise<void> {
  const { keyPrefix = "" } = redis.options;
  for (const master of mastersOf(redis)) {
    for await (const found of master.scanStream({ match: `${prefix}*`, count: 1_000 })) {
      // The connection itself puts its prefix before them.
      const keys: string[] = found.map((key: string) => key.slice(keyPrefix.length));
      if (keys.length > 0) await redis.unlink(...keys);
    }
  }
}
