import pg from "pg";
import { removeKeys } from "../../connections/redis.ts";
import type { Attachment } from "../../stack.ts";
import { DatabaseLock } from "./database-lock.ts";
import { attachError } from "./errors.ts";
import { removeTopic, surveyKafka } from "./kafka.ts";
import { withPostgres } from "./postgres.ts";
import { surveyRedis, withRedis } from "./redis.ts";
import { type FoundSchema, findSchema, keyPrefixOf, topicOf } from "./schema.ts";
import { readUrls } from "./server-urls.ts";
import { attachText } from "./words.ts";

/**
 * Removes everything that the lab made on the servers, and nothing else.
 * @returns false when there was nothing
 * @throws LabError; AbortError
 */
export async function dropFromServers(attachment: Attachment, signal: AbortSignal): Promise<boolean> {
  const { postgres, redis, kafka } = readUrls(await attachment.urls());
  const found = await withPostgres(postgres, signal, findSchema);
  if (!found) return false;
  const { id } = found;
  if (id === null) throw attachError("schema-foreign", { database: postgres.name, owner: found.owner });
  const topic = topicOf(id);
  if (!kafka && (await withPostgres(postgres, signal, (client) => hasUsedKafka(client, found)))) {
    throw attachError("server-url", { topic });
  }
  const { url } = await surveyRedis(redis, signal);
  if (kafka) await surveyKafka(kafka, signal);
  const goes = attachText(({ drop }) =>
    drop(postgres.name, redis.name, kafka && { topic, name: kafka.name }),
  );
  if (!(await attachment.confirm(goes))) throw attachError("not-confirmed", attachment);
  const lock = await DatabaseLock.take(postgres, signal);
  try {
    // The schema last, because only it knows the names of the topic and the keys.
    if (kafka) await removeTopic(kafka, topic, signal);
    await withRedis(url, redis.name, signal, (opened) => removeKeys(opened, keyPrefixOf(id)));
    await withPostgres(postgres, signal, (client) => dropSchema(client, postgres.name));
  } finally {
    await lock.release();
  }
  return true;
}

/** The start that made the topic has noted it there. */
async function hasUsedKafka(client: pg.Client, { relations }: FoundSchema): Promise<boolean> {
  if (!relations.kafka_offsets) return false;
  return (await client.query("SELECT FROM surge_lab.kafka_offsets LIMIT 1")).rowCount === 1;
}

/** Not CASCADE, which would also drop objects of others that depend on it. */
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
    throw stays ? attachError("schema-in-use", { database, detail: error.detail ?? "" }) : error;
  }
}
