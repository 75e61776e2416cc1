import type { Cluster, Redis } from "ioredis";
import type pg from "pg";
import { mastersOf } from "../stack/connections/redis.ts";

/** A key of a strategy in Redis. */
export interface HeldKey {
  readonly key: string;
  readonly type: string;
  /** Of a string. */
  readonly value: string | null;
  /** How many entries anything else has. */
  readonly size: number | null;
  /** Entries of a stream that a worker has taken and not acknowledged. */
  readonly taken: number | null;
}

/** The committed rows of a table; of this strategy alone where the table has a column for it. */
export interface HeldTable {
  readonly table: string;
  readonly rows: number;
  /** The sum of its column "value", where it has one. */
  readonly value: number | null;
  /** True when it has a column for the strategy. */
  readonly own: boolean;
}

/** At most this many keys are shown; more of them would not be read one by one. */
const mostKeys = 50;
/** Of a string. */
const mostBytes = 1_000;

/** The contents of these keys, sorted by name. */
export async function heldKeys(
  redis: Redis | Cluster,
  belongs: (key: string) => boolean,
): Promise<HeldKey[]> {
  const found = new Set<string>();
  for await (const keys of labKeys(redis)) for (const key of keys) if (belongs(key)) found.add(key);
  return Promise.all(
    [...found]
      .sort()
      .slice(0, mostKeys)
      .map((key) => heldKey(redis, key)),
  );
}

/** Every key of the lab, some at a time; one may come twice. */
export async function* labKeys(redis: Redis | Cluster): AsyncGenerator<string[]> {
  const { keyPrefix = "" } = redis.options;
  for (const master of mastersOf(redis)) {
    for await (const names of master.scanStream({ match: `${keyPrefix}*`, count: 1_000 })) {
      // The connection itself puts its prefix before a key.
      yield names.map((name: string) => name.slice(keyPrefix.length));
    }
  }
}

/** How many elements a key of each type has; strings have none. */
export const sizeOf: Readonly<Record<string, (redis: Redis | Cluster, key: string) => Promise<number>>> = {
  stream: (redis, key) => redis.xlen(key),
  list: (redis, key) => redis.llen(key),
  hash: (redis, key) => redis.hlen(key),
  set: (redis, key) => redis.scard(key),
  zset: (redis, key) => redis.zcard(key),
};

async function heldKey(redis: Redis | Cluster, key: string): Promise<HeldKey> {
  const type = await redis.type(key);
  const value = type === "string" ? await redis.getrange(key, 0, mostBytes - 1) : null;
  const size = (await sizeOf[type]?.(redis, key)) ?? null;
  const taken = type === "stream" ? await takenOf(redis, key) : null;
  return { key, type, value, size, taken };
}

/** Entries that workers have taken and not acknowledged, over all groups of the stream. */
async function takenOf(redis: Redis | Cluster, key: string): Promise<number> {
  // Each group is a list of names and values: name, consumers, pending, …
  const groups = (await redis.xinfo("GROUPS", key)) as readonly (readonly unknown[])[];
  return groups.reduce((sum, group) => sum + Number(group[group.indexOf("pending") + 1] ?? 0), 0);
}

/**
 * The committed rows of every table of the lab; of this strategy alone where the table has a column for it.
 * The tables come from the catalogue, because a strategy may have its own.
 */
export async function heldTables(client: pg.ClientBase, strategy: string): Promise<HeldTable[]> {
  const { rows } = await client.query<{ text: string }>(selectOfEach);
  if (rows.length === 0) return [];
  const text = `${rows.map((row) => row.text).join(" UNION ALL ")} ORDER BY "table"`;
  return (await client.query<HeldTable>(text, [strategy])).rows;
}

/** For each table the SELECT that counts it. */
const selectOfEach = `
  SELECT format(
    'SELECT %L AS "table", count(*)::float8 AS rows, %s AS value, %s AS own FROM surge_lab.%I WHERE %s',
    name,
    CASE WHEN valued THEN 'coalesce(sum(value), 0)::float8' ELSE 'NULL::float8' END,
    CASE WHEN own THEN 'true' ELSE 'false' END,
    name,
    CASE WHEN own THEN 'strategy = $1::text' ELSE '$1::text IS NOT NULL' END) AS text
  FROM (
    SELECT table_name AS name,
      bool_or(column_name = 'strategy') AS own,
      bool_or(column_name = 'value' AND data_type IN ('integer', 'bigint', 'numeric')) AS valued
    FROM information_schema.columns WHERE table_schema = 'surge_lab' GROUP BY table_name) AS tables`;
