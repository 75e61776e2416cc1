import type { Cluster, Redis } from "ioredis";
import { openRedis } from "../../../../lab-stack/app/open-redis.ts";
import { mastersOf } from "../../connections/redis.ts";
import { attachError } from "./errors.ts";
import { unlessAborted } from "./postgres.ts";
import { refusedBy } from "./refusals.ts";
import { asCluster, type RedisTarget } from "./server-urls.ts";

export interface RedisFacts {
  readonly target: RedisTarget;
  /** The URL for the app: it connects to a cluster as a cluster, also where the given URL does not say so. */
  readonly url: string;
  readonly version: string;
  readonly isCluster: boolean;
}

const within = 8_000;

/** Reads only. @throws LabError; AbortError */
export async function surveyRedis(target: RedisTarget, signal: AbortSignal): Promise<RedisFacts> {
  const { address, name } = target;
  const info = await withRedis(target.url, name, signal, async (redis) => String(await redis.info()));
  const told = (key: string) => new RegExp(`^${key}:(\\S+)`, "m").exec(info)?.[1];
  const version = told("valkey_version") ?? told("redis_version") ?? "?";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 6 || (major === 6 && minor < 2))
    throw attachError("server-too-old", { server: "redis", version });
  const isCluster = told("cluster_enabled") === "1";
  // In a cluster a replica may have answered.
  if (!isCluster && told("role") === "slave") throw attachError("read-only", { replica: name });
  const url = isCluster && !address.cluster ? asCluster(target.url) : target.url;
  // Checks that the other nodes answer at the addresses that they announce.
  if (isCluster) await withRedis(url, name, signal, (redis) => redis.ping());
  return { target, url, version, isCluster };
}

/**
 * A connection for some work; after a cancel it is closed at once.
 * @throws LabError that says what Redis refuses and what would help; AbortError
 */
export async function withRedis<T>(
  url: string,
  name: string,
  signal: AbortSignal,
  work: (redis: Redis | Cluster) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let trouble: Error | undefined;
  let redis: Redis | Cluster | undefined;
  const stop = AbortSignal.any([signal, AbortSignal.timeout(within)]);
  try {
    redis = openRedis(url, {
      lazyConnect: true,
      retryStrategy: null,
      connectTimeout: 5_000,
      maxRetriesPerRequest: 0,
      connectionName: "surge-lab",
    });
    const opened = redis;
    // The promise below only says that the connection is closed; this event says why.
    opened.on("error", (error: Error) => {
      trouble ??= error;
    });
    return await unlessAborted(
      opened.connect().then(() => work(opened)),
      stop,
    );
  } catch (error) {
    signal.throwIfAborted();
    const cause = error instanceof Error && error.name === "ReplyError" ? error : (trouble ?? error);
    throw refusedBy("redis", name, causeOf(cause));
  } finally {
    redis?.disconnect();
  }
}

/** The error of a cluster only says that no node answered; it contains the error of the last one. */
function causeOf(error: unknown): unknown {
  const last = error instanceof Error && "lastNodeError" in error ? error.lastNodeError : undefined;
  return last instanceof Error ? last : error;
}

/**
 * Runs the commands of the strategies on the lab's own keys, and removes them.
 * @throws LabError that names the missing privilege
 */
export function tryRights({ url, name }: { url: string; name: string }, signal: AbortSignal): Promise<void> {
  return withRedis(url, name, signal, async (redis) => {
    const move =
      "redis.call('RENAME', KEYS[1], KEYS[2]) redis.call('SADD', KEYS[3], 1) return redis.call('GETDEL', KEYS[2])";
    const [count, aside, batches, stream] = ["count", "aside", "batches", "stream"].map(
      (key) => `try:${key}`,
    );
    if (!count || !aside || !batches || !stream) return;
    await redis.incr(count);
    await redis.eval(move, 3, count, aside, batches);
    await redis.xgroup("CREATE", stream, "try", "0", "MKSTREAM");
    await redis.xadd(stream, "*", "hit", "1");
    await redis.xautoclaim(stream, "try", "try", 0, "-");
    await redis.unlink(count, aside, batches, stream);
    for (const master of mastersOf(redis)) await master.scan("0", "MATCH", "surge:*");
  });
}
