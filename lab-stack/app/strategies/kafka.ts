import { pool, withConnection } from "../connections.ts";
import { failpoint } from "../failpoint.ts";
import * as kafka from "../kafka.ts";

export const about = {
  en: "A hit is a record in Kafka; “process” stores hits together with the offset that is next, in one transaction.",
  ru: "Запрос — запись в Kafka; «process» сохраняет запросы вместе со следующим смещением, в одной транзакции.",
};

export const needs = "kafka";

export const storesIds = true;

let gathered: string[] = []; // hits in the batch that is being collected
let batch: Promise<void> | undefined; // settles for all of them once Kafka has acknowledged the batch
let sending: Promise<void> = Promise.resolve(); // the previous batch

// If the app resends a batch because the answer was late, Kafka stores it once: the producer is idempotent. If a client
// retries a hit, Kafka sees two different records, so the clients of the lab never retry.
export function hit(id: string): Promise<void> {
  gathered.push(id);
  if (batch === undefined) {
    batch = sending.then(send, send);
    sending = batch;
  }
  return batch;
}

/** One batch at a time; meanwhile the next one is collected. If sending fails, every hit in the batch fails. */
async function send(): Promise<void> {
  const ids = gathered;
  gathered = [];
  batch = undefined;
  await kafka.append(ids);
}

/** Runs until other workers hold all that is left, but for at most three seconds, because the caller is waiting. */
export async function process(): Promise<number> {
  const { topicId, ends } = await kafka.ends();
  await addRows(topicId, ends.length);
  let processed = 0;
  for (const end = performance.now() + 3_000; performance.now() < end; ) {
    const moved = await moveBatch();
    if (moved === 0) break;
    processed += moved;
  }
  return processed;
}

/** The next offset is kept in PostgreSQL and committed together with the hits, so a crash undoes both or neither. */
async function moveBatch(): Promise<number> {
  const { topicId, ends } = await kafka.ends();
  const moved = await withConnection(async (client) => {
    await client.query("BEGIN");
    // The row lock reserves the partition, so there can be one worker per partition. Take the longest backlog first.
    const take = `
      SELECT partition, next_offset FROM kafka_offsets JOIN unnest($2::bigint[]) WITH ORDINALITY AS e(ends_at, number)
        ON partition = number - 1
      WHERE topic_id = $1 AND next_offset < ends_at ORDER BY ends_at - next_offset DESC
      LIMIT 1 FOR UPDATE OF kafka_offsets SKIP LOCKED`;
    const [taken] = (await client.query(take, [topicId, ends])).rows;
    const entries = taken ? await kafka.read(taken.partition, Number(taken.next_offset)) : [];
    const last = entries.at(-1);
    if (last !== undefined) {
      await failpoint("after-take");
      const add = "INSERT INTO hits (strategy, hit_id) SELECT 'kafka', unnest($1::text[])";
      await client.query(add, [entries.map(({ text }) => text)]);
      const goOn = "UPDATE kafka_offsets SET next_offset = $3 WHERE topic_id = $1 AND partition = $2";
      await client.query(goOn, [topicId, taken.partition, last.offset + 1]);
      await failpoint("before-commit");
    }
    await client.query("COMMIT");
    return entries.length;
  });
  if (moved > 0) await failpoint("after-commit");
  return moved;
}

/** A topic that is recreated has a new id and starts at offset 0 again. */
async function addRows(topicId: string, partitions: number): Promise<void> {
  const add = `
    INSERT INTO kafka_offsets (topic_id, partition, next_offset)
    SELECT $1, generate_series(0, $2::int - 1), 0 ON CONFLICT DO NOTHING`;
  await pool.query(add, [topicId, partitions]);
}

export async function pending(): Promise<number> {
  const ranges = await unread();
  return ranges.reduce((sum, { from, end }) => sum + end - from, 0);
}

export async function pendingIds(): Promise<string[]> {
  const ids: string[] = [];
  for (const { partition, from, end } of await unread()) {
    for (let next = from; next < end; ) {
      const entries = await kafka.read(partition, next);
      ids.push(...entries.map(({ text }) => text));
      next = (entries.at(-1)?.offset ?? end) + 1;
    }
  }
  return ids;
}

/** For each partition: the next offset to read, and its end. */
async function unread() {
  const { topicId, ends } = await kafka.ends();
  const next = "SELECT partition, next_offset FROM kafka_offsets WHERE topic_id = $1";
  const { rows } = await pool.query(next, [topicId]);
  const read = new Map<number, number>(rows.map((row) => [row.partition, Number(row.next_offset)]));
  return ends.map((end, partition) => {
    const from = read.get(partition) ?? 0;
    // Another worker may have moved entries since Kafka was asked for the end.
    return { partition, from, end: Math.max(from, end) };
  });
}

/** Skips everything unread: the next entry to be read is the next one written. */
export async function forget(): Promise<void> {
  const { topicId, ends } = await kafka.ends();
  await addRows(topicId, ends.length);
  const skip = "UPDATE kafka_offsets SET next_offset = $3 WHERE topic_id = $1 AND partition = $2";
  for (const [partition, end] of ends.entries()) await pool.query(skip, [topicId, partition, end]);
}

export const { open, close } = kafka;
