import type { Cluster, Redis } from "ioredis";
import { idsWithin } from "./app-client.ts";
import { labKeys, sizeOf } from "./held-data.ts";
import type { ServerAccess } from "./server-access.ts";

// The lab's own look at what a buffer in Redis holds: an app may claim anything of its buffer.

/** Elements that are read at once. */
const page = 5_000;
/** Of a string. */
const mostBytes = 16 * 2 ** 20;

/** The same of Redis and PostgreSQL's queue. A server that is down holds nothing that can be read. */
export async function roomOn(servers: ServerAccess): Promise<Map<string, number>> {
  const room = await servers.inRedis(roomInRedis).catch(() => new Map<string, number>());
  const rows = await servers.query<{ strategy: string; count: number }>(
    "SELECT strategy, count(*)::float8 AS count FROM surge_lab.queue GROUP BY strategy",
  );
  for (const { strategy, count } of rows) room.set(`surge_lab.queue ${strategy}`, count);
  return room;
}

/** The same of Redis and PostgreSQL's queue. */
export async function idsOn(servers: ServerAccess, prefix: string): Promise<Set<string>> {
  const ids = await servers
    .inRedis((client) => idsInRedis(client, prefix), undefined, idsWithin)
    .catch(() => new Set<string>());
  const rows = await servers.query<{ hit_id: string }>(
    "SELECT hit_id FROM surge_lab.queue WHERE starts_with(hit_id, $1)",
    [prefix],
  );
  for (const { hit_id } of rows) ids.add(hit_id);
  return ids;
}

/** How many hits each key can hold at most: the number in it, or its elements. */
async function roomInRedis(redis: Redis | Cluster): Promise<Map<string, number>> {
  const room = new Map<string, number>();
  for await (const keys of labKeys(redis)) {
    await Promise.all(keys.map(async (key) => room.set(key, await roomIn(redis, key))));
  }
  return room;
}

async function roomIn(redis: Redis | Cluster, key: string): Promise<number> {
  const type = await redis.type(key);
  if (type !== "string") return (await sizeOf[type]?.(redis, key)) ?? 0;
  const value = await redis.getrange(key, 0, 15);
  return /^\d{1,15}$/.test(value) ? Number(value) : 0;
}

/** The ids with this prefix that stand anywhere in a key, or in its name. */
async function idsInRedis(redis: Redis | Cluster, prefix: string): Promise<Set<string>> {
  const found = new Set<string>();
  const add = (text: string) => {
    for (const id of idsIn(text, prefix)) found.add(id);
  };
  for await (const keys of labKeys(redis)) {
    for (const key of keys) {
      add(key);
      for await (const text of textsOf(redis, key)) add(text);
    }
  }
  return found;
}

/** As `HitIds` makes them; a prefix has nothing that means something else in a pattern. */
function idsIn(text: string, prefix: string): string[] {
  if (!text.includes(prefix)) return [];
  return text.match(new RegExp(`${prefix}-\\d+-[0-9a-f]{8}`, "g")) ?? [];
}

async function* textsOf(redis: Redis | Cluster, key: string): AsyncGenerator<string> {
  switch (await redis.type(key)) {
    case "string":
      yield await redis.getrange(key, 0, mostBytes - 1);
      return;
    case "stream":
      for (let from = "-"; ; ) {
        const entries = await redis.xrange(key, from, "+", "COUNT", page);
        for (const [, fields] of entries) yield* fields;
        const last = entries.at(-1);
        if (!last || entries.length < page) return;
        from = `(${last[0]}`;
      }
    case "list":
      for (let from = 0; ; from += page) {
        const elements = await redis.lrange(key, from, from + page - 1);
        yield* elements;
        if (elements.length < page) return;
      }
    case "set":
      for await (const elements of redis.sscanStream(key, { count: page })) yield* elements;
      return;
    case "hash":
      for await (const elements of redis.hscanStream(key, { count: page })) yield* elements;
      return;
    case "zset":
      for await (const elements of redis.zscanStream(key, { count: page })) yield* elements;
  }
}
