import { setTimeout as sleep } from "node:timers/promises";
import type { Channel, ConsumeMessage, Message } from "amqplib";
import type { PoolClient } from "pg";
import { withConnection } from "../connections.ts";
import { failpoint } from "../failpoint.ts";
import { disconnect, publish, withChannel } from "../rabbitmq.ts";

export const about = {
  en: "A hit is a message in a RabbitMQ queue, answered when RabbitMQ has confirmed it; workers store batches.",
  ru: "Запрос — сообщение в очереди RabbitMQ, ответ — после его подтверждения; обработчики сохраняют пачками.",
};

export const needs = "rabbitmq";
export const storesIds = true;

// A classic queue, not a quorum queue: with a single node there is nothing to replicate to, and a quorum queue counts
// redeliveries, which every inspection of the queue causes.
const queue = "surge.hits";

export async function hit(id: string): Promise<void> {
  await publish(queue, id);
}

/** Runs until the queue is empty, but for at most three seconds, because the caller is waiting. */
export async function process(): Promise<number> {
  let processed = 0;
  for (const end = performance.now() + 3_000; performance.now() < end; ) {
    const { ready, held } = await waiting();
    if (ready === 0 && !held) break;
    if (ready > 0) processed += await moveBatch();
    else await sleep(50); // other workers hold the rest: they will acknowledge it soon, or it is redelivered
  }
  return processed;
}

/** The number of messages that wait in the queue, and whether consumers may hold further ones. */
function waiting(): Promise<{ ready: number; held: boolean }> {
  return withChannel(queue, async (channel) => {
    const { messageCount, consumerCount } = await channel.checkQueue(queue);
    return { ready: messageCount, held: consumerCount > 0 };
  });
}

function moveBatch(): Promise<number> {
  return withChannel(queue, async (channel) => {
    const batch = await take(channel);
    const last = batch.at(-1);
    if (last === undefined) return 0;
    await failpoint("after-take");
    const added = await store(batch.map(idOf));
    await failpoint("after-commit");
    // Cancel before the acknowledgement, or RabbitMQ would deliver the next messages.
    await channel.cancel(last.fields.consumerTag);
    channel.ack(last, true); // this one and all before it
    return added;
  });
}

/** Takes a batch and records its ids in PostgreSQL, because RabbitMQ does not say which messages a consumer holds. */
function take(channel: Channel): Promise<ConsumeMessage[]> {
  return alone(async (client) => {
    const { messageCount } = await channel.checkQueue(queue);
    const batch = await receive(channel, Math.min(messageCount, 1_000));
    const note = "INSERT INTO queue (strategy, hit_id) SELECT 'rabbitmq', unnest($1::text[])";
    await client.query(note, [batch.map(idOf)]);
    return batch;
  });
}

function store(ids: readonly string[]): Promise<number> {
  return withConnection(async (client) => {
    await client.query("BEGIN");
    // A hit that was already stored, by a worker that died before its acknowledgement, is recognised and skipped.
    const add = `
      WITH new AS (
        INSERT INTO applied_hits (strategy, hit_id) SELECT 'rabbitmq', unnest($1::text[]) ORDER BY 2
        ON CONFLICT DO NOTHING RETURNING strategy, hit_id)
      INSERT INTO hits (strategy, hit_id) SELECT strategy, hit_id FROM new`;
    const { rowCount } = await client.query(add, [ids]);
    await client.query("DELETE FROM queue WHERE strategy = 'rabbitmq' AND hit_id = ANY ($1)", [ids]);
    await failpoint("before-commit");
    await client.query("COMMIT");
    return rowCount ?? 0;
  });
}

export async function pending(): Promise<number> {
  const { ready, held } = await waiting();
  if (ready === 0 && !held) return 0;
  const seen = await look(async (channel, count) => {
    const old = await givenBack(channel, count);
    return { ids: old.map(idOf), others: count - old.length };
  });
  return seen.ids.length + seen.others;
}

export async function pendingIds(): Promise<string[]> {
  const { ids } = await look(async (channel, count) => {
    return { ids: (await receive(channel, count)).map(idOf), others: 0 };
  });
  return ids;
}

interface Seen {
  readonly ids: string[];
  /** The number of messages that were never delivered before, so they cannot be stored yet. */
  readonly others: number;
}

/** Reads the queue while no worker takes anything from it. Afterwards the messages are back in their places. */
function look(read: (channel: Channel, count: number) => Promise<Seen>): Promise<Seen> {
  return alone((client) =>
    withChannel(queue, async (channel) => {
      const { messageCount, consumerCount } = await channel.checkQueue(queue);
      const { ids, others } = await read(channel, messageCount);
      // Without consumers no message is held: an id that is still recorded belongs to a worker that died.
      const unstored = `
        SELECT hit_id FROM (
          SELECT unnest($1::text[]) AS hit_id UNION SELECT hit_id FROM queue WHERE strategy = 'rabbitmq' AND $2
        ) AS seen
        WHERE NOT EXISTS (SELECT FROM applied_hits WHERE strategy = 'rabbitmq' AND hit_id = seen.hit_id)`;
      const { rows } = await client.query(unstored, [ids, consumerCount > 0]);
      return { ids: rows.map((row) => row.hit_id), others };
    }),
  );
}

/** The messages at the head of the queue that were delivered before. After a crash of RabbitMQ that is all of them. */
async function givenBack(channel: Channel, count: number): Promise<Message[]> {
  const old: Message[] = [];
  // One at a time, because every message that is read here will count as redelivered next time.
  while (old.length < Math.min(count, 100)) {
    const message = await channel.get(queue);
    if (!message || message.fields.redelivered === false) return old;
    old.push(message);
  }
  const rest = await receive(channel, count - old.length);
  return [...old, ...rest.filter(({ fields }) => fields.redelivered)];
}

/** Receives exactly `count` messages: the prefetch limit stops RabbitMQ from sending more until they are acknowledged. */
async function receive(channel: Channel, count: number): Promise<ConsumeMessage[]> {
  const messages: ConsumeMessage[] = [];
  if (count === 0) return messages;
  if (count < 65_536) await channel.prefetch(count); // the largest prefetch limit is 65,535
  await channel.consume(queue, (message) => {
    if (message) messages.push(message);
  });
  for (let quiet = 0; messages.length < count; quiet += 5) {
    if (quiet > 5_000) throw new Error("RabbitMQ does not give what is in the queue.");
    const before = messages.length;
    await sleep(5);
    if (messages.length > before) quiet = 0;
  }
  return messages.slice(0, count);
}

/** Runs work under a lock in PostgreSQL, so that only one worker at a time takes from the queue or inspects it. */
function alone<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  return withConnection(async (client) => {
    await client.query("BEGIN");
    // Reading a long queue takes a while, and the transaction is idle in the meantime.
    await client.query("SET LOCAL idle_in_transaction_session_timeout = '60s'");
    await client.query("SELECT pg_advisory_xact_lock(hashtext('surge:rabbitmq'))");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  });
}

function idOf(message: Message): string {
  return message.content.toString();
}

export async function forget(): Promise<void> {
  await withChannel(queue, async (channel) => {
    // Messages that a dead worker held come back a moment later, so purge until there are no consumers.
    for (const end = performance.now() + 2_000; performance.now() < end; await sleep(20)) {
      await channel.purgeQueue(queue);
      const { consumerCount } = await channel.checkQueue(queue);
      if (consumerCount === 0) break;
    }
    await channel.purgeQueue(queue);
  });
}

export const close = disconnect;
