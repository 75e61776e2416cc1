import type { Cluster, Redis } from "ioredis";
import pg from "pg";
import { mastersOf } from "../../extension/stack/connections/redis.ts";
import { query } from "./servers.ts";

// What others have on a server, before and after the lab was there.

/** Tables of every kind of content, a role of their own, a view, a function, a sequence, comments, grants and settings. */
export async function fillPostgres(admin: string, database: string): Promise<void> {
  const url = new URL(admin);
  url.pathname = `/${database}`;
  await query(admin, "ALTER SYSTEM SET autovacuum = off");
  await query(admin, "SELECT pg_reload_conf()");
  await query(admin, `ALTER DATABASE ${database} SET work_mem = '5MB'`);
  await query(
    url.href,
    `CREATE ROLE librarian; CREATE SCHEMA library AUTHORIZATION librarian; SET search_path = library;
     CREATE TYPE mood AS ENUM ('sad', 'glad');
     CREATE TABLE counter (strategy text PRIMARY KEY, value bigint, note bytea, feels mood DEFAULT 'sad');
     INSERT INTO counter SELECT 's' || n, n * 1000000007::bigint, decode(lpad(to_hex(n), 8, '0'), 'hex'), 'glad' FROM generate_series(1, 500) n;
     CREATE TABLE hits (id int GENERATED ALWAYS AS IDENTITY, body jsonb, big text, at timestamptz DEFAULT now());
     INSERT INTO hits (body, big) SELECT jsonb_build_object('n', n), repeat(md5(n::text), 500) FROM generate_series(1, 50) n;
     CREATE INDEX ON hits USING gin (body);
     CREATE VIEW newest AS SELECT * FROM hits ORDER BY at DESC;
     CREATE MATERIALIZED VIEW sums AS SELECT sum(value) FROM counter;
     CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1';
     COMMENT ON TABLE counter IS 'not the lab''s';
     GRANT SELECT ON counter TO PUBLIC; ALTER TABLE counter ENABLE ROW LEVEL SECURITY;
     CREATE TABLE public.surge (surge_lab text); INSERT INTO public.surge VALUES ('a table that is called almost so');
     SELECT lo_from_bytea(0, '\\xdeadbeef')`,
  );
}

/** Every row of every table that is not the lab's, with where it lies and who wrote it: rewriting it would be seen. */
export async function foreignRows(admin: string, database: string): Promise<Record<string, string[]>> {
  return inDatabase(admin, database, async (client) => {
    const { rows: tables } = await client.query<{ name: string; kind: string }>(
      `SELECT c.oid::regclass::text AS name, relkind AS kind FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind IN ('r', 'm', 'S') AND nspname NOT IN ('pg_catalog', 'information_schema', 'surge_lab', 'pg_toast')
       ORDER BY 1`,
    );
    const found: Record<string, string[]> = {};
    for (const { name, kind } of tables) {
      const content = kind === "S" ? "last_value, is_called" : "xmax, t::text";
      const { rows } = await client.query<{ row: string }>(
        `SELECT concat_ws(' ', ctid, xmin, ${content}) AS row FROM ${name} t ORDER BY ctid`,
      );
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  });
}

/** What vacuum and analyze note down by the way; it tells nothing of what anybody did. */
const passing =
  "- '{relpages,reltuples,relallvisible,relfrozenxid,relminmxid,datfrozenxid,datminmxid,datconfig}'::text[]";

/** Every row of the system's own catalogue: types, functions, rights, roles, settings, comments, large objects. */
export async function catalogue(admin: string, database: string): Promise<Record<string, string[]>> {
  return inDatabase(admin, database, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'pg_catalog'::regnamespace
       AND relname NOT LIKE 'pg_statistic%' ORDER BY 1`,
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT (to_jsonb(t) ${passing})::text AS row FROM pg_catalog.${name} t ORDER BY 1`,
      );
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  });
}

async function inDatabase<T>(
  admin: string,
  database: string,
  look: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(admin);
  url.pathname = `/${database}`;
  const client = new pg.Client(url.href);
  await client.connect();
  return look(client).finally(() => client.end());
}

/** Keys of every type, with and without an end; some are called almost as the lab's own. */
export async function fillRedis(redis: Redis | Cluster, from = ""): Promise<void> {
  const end = 4_102_444_800_000;
  await redis.set(`${from}pending_hits`, "41");
  await redis.set(`${from}surge`, "no prefix", "PXAT", end);
  await redis.set(`${from}surges:x`, Buffer.from([0, 255, 10, 13]));
  await redis.hset(`${from}hash`, { a: "1", b: "2" });
  await redis.rpush(`${from}list`, "x", "y", "z");
  await redis.sadd(`${from}numbers`, "1", "2");
  // A single word: several would have another order after each start of Redis.
  await redis.sadd(`${from}words`, "three");
  await redis.zadd(`${from}sorted`, 1, "one", 2.5, "two");
  await redis.xadd(`${from}stream`, "1-1", "f", "v");
  await redis.xgroup("CREATE", `${from}stream`, "workers", "0");
  await redis.pfadd(`${from}hyper`, "a", "b");
  await redis.setbit(`${from}bits`, 1000, 1);
  await redis.geoadd(`${from}geo`, 13.4, 52.5, "berlin");
  for (let n = 0; n < 300; n += 1) await redis.set(`${from}many:${n}`, String(n), "PXAT", end + n);
}

/** Every key but the lab's, as Redis itself would write it to disk, with its end; the settings, users and functions. */
export async function foreignKeys(redis: Redis | Cluster): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const node of mastersOf(redis)) {
    for await (const keys of node.scanStream({ count: 1_000 })) {
      for (const key of keys as string[]) {
        if (key.startsWith("surge:")) continue;
        const [dump, end, encoding] = await Promise.all([
          node.dumpBuffer(key),
          node.pexpiretime(key),
          node.object("ENCODING", key),
        ]);
        found[key] = `${dump?.toString("hex")} ${end} ${encoding}`;
      }
    }
    const own = `${node.options.port}`;
    found[`config of ${own}`] = JSON.stringify(await settingsOf(node));
    found[`users of ${own}`] = JSON.stringify(await node.acl("LIST"));
    found[`functions of ${own}`] = JSON.stringify(await node.function("LIST"));
  }
  return found;
}

/** In an order of their own: that of Redis is another after each start. */
async function settingsOf(node: Redis): Promise<string[]> {
  const words = (await node.config("GET", "*")) as string[]; // names and values in turn
  return words.flatMap((name, index) => (index % 2 === 0 ? [`${name} ${words[index + 1]}`] : [])).sort();
}

export async function labKeys(redis: Redis | Cluster): Promise<string[]> {
  return (await Promise.all(mastersOf(redis).map((node) => node.keys("surge:*")))).flat();
}

/** What is gone, new or another than before, one line each: thousands of keys are not to be read in a failure. */
export function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [was, is] = [JSON.stringify(before[name]), JSON.stringify(after[name])];
    return was === is ? [] : [`${name}: ${was ?? "nothing"} -> ${is ?? "nothing"}`];
  });
}
