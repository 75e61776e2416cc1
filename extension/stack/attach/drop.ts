import pg from "pg";
import type { Localized } from "../../common/language.ts";
import { removeKeys } from "../inspection/own-keys.ts";
import type { Attachment } from "../stack.ts";
import { notConfirmed, schemaForeign, schemaInUse } from "./errors.ts";
import { DatabaseLock } from "./lock.ts";
import { withPostgres } from "./postgres.ts";
import { surveyRedis, withRedis } from "./redis.ts";
import { findSchema, keyPrefixOf } from "./schema.ts";
import { readUrls } from "./urls.ts";

/**
 * Removes from the servers what the lab made there, and nothing else.
 * @returns false when there was nothing
 * @throws LabError; AbortError
 */
export async function dropFromServers(attachment: Attachment, signal: AbortSignal): Promise<boolean> {
  const { postgres, redis } = readUrls(await attachment.urls());
  const found = await withPostgres(postgres, signal, findSchema);
  if (!found) return false;
  const { id } = found;
  if (id === null) throw schemaForeign(postgres.name, found.owner);
  const { url } = await surveyRedis(redis, signal);
  if (!(await attachment.confirm(whatGoes(postgres.name, redis.name)))) throw notConfirmed(attachment.hint);
  const lock = await DatabaseLock.take(postgres, signal);
  try {
    // The keys first: what they are called is known from the schema alone.
    await withRedis(url, redis.name, signal, (opened) => removeKeys(opened, keyPrefixOf(id)));
    await withPostgres(postgres, signal, (client) => dropSchema(client, postgres.name));
  } finally {
    await lock.release();
  }
  return true;
}

/** Not CASCADE: that would take along what others have built upon it. */
async function dropSchema(client: pg.Client, database: string): Promise<void> {
  const { rows } = await client.query<{ list: string | null }>(
    `SELECT string_agg(c.oid::regclass::text, ', ') AS list FROM pg_class c
     WHERE c.relnamespace = 'surge_lab'::regnamespace AND c.relkind IN ('r', 'p')`,
  );
  try {
    await client.query("BEGIN");
    if (rows[0]?.list) await client.query(`DROP TABLE ${rows[0].list}`);
    await client.query("DROP SCHEMA surge_lab");
    await client.query("COMMIT");
  } catch (error) {
    const stays = error instanceof pg.DatabaseError && error.code === "2BP01";
    throw stays ? schemaInUse(database, error.detail ?? "") : error;
  }
}

function whatGoes(postgres: string, redis: string): Localized {
  return {
    en: `The schema surge_lab of ${postgres} and the lab's keys in Redis at ${redis} will be removed, with all counts in them.`,
    ru: `Будут удалены схема surge_lab в ${postgres} и ключи занятия в Redis (${redis}) вместе со всеми счётчиками.`,
  };
}
