import type { Consumer, GenericError, Producer } from "@platformatic/kafka";
import { addressOf } from "./brokers.ts";
import { renewed } from "./kafka-client.ts";
import { kafkaAt } from "./read-kafka-url.ts";

/** One record of the topic: its offset in the partition, and its text. */
export interface Entry {
  readonly offset: number;
  readonly text: string;
}

const topic = process.env.KAFKA_TOPIC || "surge-hits";
const partitions = Number(process.env.KAFKA_PARTITIONS ?? 1);
const settings = {
  clientId: "surge-app",
  ...kafkaAt(addressOf("kafka") ?? "nowhere"),
  // Every wait has a timeout (in milliseconds), as with PostgreSQL and Redis.
  connectTimeout: 2_000,
  requestTimeout: 3_000,
  timeout: 2_500,
  retries: 3,
  retryDelay: 200,
};

let batches = 0;

/**
 * Writes a batch of entries to one partition, each batch to the next one, and waits until every in-sync replica has it
 * (acks = all). Spread over partitions, a batch could arrive at one broker and be refused by another.
 * Kafka does not flush each write to disk: it relies on the replicas not all losing power at once.
 */
export async function append(texts: readonly string[]): Promise<void> {
  const partition = batches++ % partitions;
  const messages = texts.map((text) => ({ topic, partition, value: Buffer.from(text) }));
  await producer.use((client) => client.send({ messages, acks: -1 }));
}

/** For each partition, the offset after its last entry; and the topic's id, which changes when the topic is recreated. */
export async function ends(): Promise<{ readonly topicId: string; readonly ends: readonly number[] }> {
  return consumer.use(async (client) => {
    const { id } = await metadataOf(client);
    const offsets = await client.listOffsets({ topics: [topic] });
    return { topicId: id, ends: (offsets.get(topic) ?? []).map(Number) };
  });
}

/** Entries of a partition, starting at an offset: about a thousand, or fewer if there are no more. */
export async function read(partition: number, from: number): Promise<Entry[]> {
  return consumer.use(async (client) => {
    const { id, partitions } = await metadataOf(client);
    const wanted = {
      partition,
      fetchOffset: BigInt(from),
      partitionMaxBytes: 65_536,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
    };
    const { responses } = await client.fetch({
      node: partitions[partition]?.leader ?? -1,
      maxWaitTime: 500,
      topics: [{ topicId: id, partitions: [wanted] }],
    });
    const batches = responses[0]?.partitions[0]?.records ?? [];
    const entries = batches.flatMap(({ firstOffset, records }) =>
      records.map(({ offsetDelta, value }) => ({
        offset: Number(firstOffset) + offsetDelta,
        text: String(value),
      })),
    );
    // Kafka returns whole batches: the first one may start before the requested offset.
    return entries.filter(({ offset }) => offset >= from);
  });
}

/** Loads the client, creates the topic, and obtains the producer's id. */
export async function open(): Promise<void> {
  await Promise.all([
    producer.use((client) => client.initIdempotentProducer({})),
    consumer.use((client) => metadataOf(client)),
  ]);
}

export async function close(): Promise<void> {
  await Promise.all([producer.close(), consumer.close()]);
}

/** The offsets are kept in PostgreSQL, not in Kafka, so the consumer group is only a name that the client requires. */
const consumer = renewed<Consumer>(async () => {
  const { Consumer } = await import("@platformatic/kafka");
  await ensureTopic();
  return new Consumer({ ...settings, groupId: "surge-app" });
});

/** Idempotent: when it resends a batch after a lost answer, Kafka recognises it by producer id and sequence number. */
const producer = renewed<Producer>(async () => {
  const { Producer } = await import("@platformatic/kafka");
  await ensureTopic();
  return new Producer({ ...settings, idempotent: true });
});

async function metadataOf(client: Consumer) {
  const { topics } = await client.metadata({ topics: [topic] });
  const found = topics.get(topic);
  if (!found) throw new Error(`Kafka has no topic "${topic}".`);
  return found;
}

let creation: Promise<void> | undefined;

/** Creates the topic once; a failed attempt is repeated on the next call. */
function ensureTopic(): Promise<void> {
  creation ??= createTopic().catch((error: unknown) => {
    creation = undefined;
    throw error;
  });
  return creation;
}

/** Creates the topic with the configured number of partitions, or adds the missing ones. Kafka cannot remove any. */
async function createTopic(): Promise<void> {
  const { Admin } = await import("@platformatic/kafka");
  const admin = new Admin(settings);
  // Keep entries for ever: a hit may wait for any length of time.
  const forEver = { name: "retention.ms", value: "-1" };
  try {
    await admin
      .createTopics({ topics: [topic], partitions, configs: [forEver] })
      .catch(ignore("TOPIC_ALREADY_EXISTS"));
    await admin
      .createPartitions({ topics: [{ name: topic, count: partitions, assignments: null }] })
      .catch(ignore("INVALID_PARTITIONS")); // it already has that many, or more
  } finally {
    await admin.close();
  }
}

function ignore(expected: string) {
  return (error: GenericError) => {
    if (!error.findBy?.("apiId", expected)) throw error;
  };
}
