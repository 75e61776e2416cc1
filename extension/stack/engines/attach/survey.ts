import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { attachError } from "./errors.ts";
import { type KafkaFacts, surveyKafka } from "./kafka.ts";
import { withPostgres } from "./postgres.ts";
import { type RedisFacts, surveyRedis } from "./redis.ts";
import {
  type FoundSchema,
  findSchema,
  requireColumns,
  requireUsable,
  type Table,
  tablesOf,
} from "./schema.ts";
import type { Addresses, PostgresAddress } from "./server-urls.ts";

export interface Survey {
  readonly postgres: PostgresFacts;
  readonly redis: RedisFacts;
  readonly kafka: KafkaFacts | undefined;
}

interface PostgresFacts {
  readonly address: PostgresAddress;
  readonly version: string;
  readonly database: string;
  readonly role: string;
  readonly schema: FoundSchema | undefined;
}

/**
 * Looks whether the lab could work with these servers. Writes nothing.
 * @throws LabError that says what is missing and how to grant it; AbortError
 */
export async function surveyServers(
  { postgres, redis, kafka }: Addresses,
  stackFolder: string,
  signal: AbortSignal,
): Promise<Survey> {
  const tables = await readTables(stackFolder);
  const looks = [
    surveyPostgres(postgres, tables, signal),
    surveyRedis(redis, signal),
    kafka && surveyKafka(kafka, signal),
  ] as const;
  // When one fails, the others still finish and close.
  await Promise.allSettled(looks);
  const [postgresFacts, redisFacts, kafkaFacts] = await Promise.all(looks);
  return { postgres: postgresFacts, redis: redisFacts, kafka: kafkaFacts };
}

export async function readTables(stackFolder: string): Promise<Table[]> {
  return tablesOf(await readFile(join(stackFolder, "init.sql"), "utf8"));
}

interface About {
  readonly number: number;
  readonly version: string;
  readonly database: string;
  readonly role: string;
  readonly standby: boolean;
  readonly read_only: boolean;
  readonly may_create: boolean;
  readonly pid: number;
}

function surveyPostgres(
  address: PostgresAddress,
  tables: readonly Table[],
  signal: AbortSignal,
): Promise<PostgresFacts> {
  return withPostgres(address, signal, async (client) => {
    const { rows } = await client.query<About>(
      `SELECT current_setting('server_version_num')::int AS number,
         current_setting('server_version') AS version,
         current_database() AS database, current_user AS role, pg_is_in_recovery() AS standby,
         current_setting('default_transaction_read_only')::bool AS read_only,
         has_database_privilege(current_database(), 'CREATE') AS may_create, pg_backend_pid() AS pid`,
    );
    const [about] = rows;
    if (!about) throw new Error("PostgreSQL does not say what it is.");
    const { database, role } = about;
    if (about.number < 140_000)
      throw attachError("server-too-old", { server: "postgres", version: about.version });
    if (about.standby) throw attachError("read-only", { standby: true });
    if (about.read_only) throw attachError("read-only", { database, role });
    await requireOwnBackend(address, about.pid, signal);
    const schema = await findSchema(client);
    requireUsable(schema, database);
    if (schema) await requireTables(client, tables, schema, role);
    else if (!about.may_create) throw attachError("privilege-missing", { database, role });
    return { address, version: about.version.split(" ")[0] ?? "?", database, role, schema };
  });
}

/** Two connections share one process of PostgreSQL only behind a pooler that lends it for each transaction. */
async function requireOwnBackend(address: PostgresAddress, pid: number, signal: AbortSignal): Promise<void> {
  await withPostgres(address, signal, async (second) => {
    const { rows } = await second.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    if (rows[0]?.pid === pid) throw attachError("pooler", { name: address.name });
  });
}

/** Checks that an existing schema is complete and usable, or can be completed. */
async function requireTables(
  client: pg.Client,
  tables: readonly Table[],
  schema: FoundSchema,
  role: string,
): Promise<void> {
  requireColumns(tables, schema);
  const there = tables.filter(({ name }) => schema.relations[name]);
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT has_schema_privilege('surge_lab', $2) AND coalesce(bool_and(
       has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
       AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')
       AND has_table_privilege(c.oid, 'TRUNCATE')), true) AS may
     FROM pg_class c WHERE c.relnamespace = 'surge_lab'::regnamespace AND c.relname = ANY($1)`,
    [there.map(({ name }) => name), there.length < tables.length ? "CREATE" : "USAGE"],
  );
  if (rows[0]?.may) return;
  const create = there.length < tables.length ? ", CREATE" : "";
  const grant = `GRANT USAGE${create} ON SCHEMA surge_lab TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA surge_lab TO ${role};`;
  throw attachError("privilege-missing", { owner: schema.owner, role, grant });
}
