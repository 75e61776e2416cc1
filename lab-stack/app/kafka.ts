import type { Consumer, GenericError, Producer } from "@platformatic/kafka";
import { addressOf } from "./brokers.ts";
import { renewed } from "./kafka-client.ts";
import { kafkaAt } from "./read-kafka-url.ts";

/** A record of a topic: where it is in its partition, and what was written there. */
export interface Entry {
  readonly offset: number;
  readonly text: string;
}

const topic = process.env.KAFKA_TOPIC || "surge-hits";
const settings = {
  clientId: "surge-app",
  ...kafkaAt(addressOf("kafka") ?? "nowhere"),
  // Every wait has an end, as with PostgreSQL and Redis. Milliseconds.
  connectTimeout: 2_000,
  requestTimeout: 3_000,
  timeout: 2_500,
  retries: 3,
  retryDelay: 200,
};

/**
 * Writes entries to the topic, spread over its partitions, and waits until every replica that is in sync has them.
 * When it reaches their disks, Kafka leaves to the operating system: it trusts that not all of them lose power at once.
 */
export async function append(texts: readonly string[]): Promise<void> {
  const messages = texts.map((text) => ({ topic, value: Buffer.from(text) }));
  await producer.use((client) => client.send({ messages, acks: -1 }));
}

/** The offset behind the last entry of each partition, and the id that this topic has had since it was made. */
export async function ends(): Promise<{ readonly topicId: string; readonly ends: readonly number[] }> {
  return consumer.use(async (client) => {
    const { id } = await described(client);
    const offsets = await client.listOffsets({ topics: [topic] });
    return { topicId: id, ends: (offsets.get(topic) ?? []).map(Number) };
  });
}

/** Entries of a partition from an offset on: about a thousand, or as many as there are. */
export async function read(partition: number, from: number): Promise<Entry[]> {
  return consumer.use(async (client) => {
    const { id, partitions } = await described(client);
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
    // Kafka sends whole batches: the first may begin before what was asked for.
    return entries.filter(({ offset }) => offset >= from);
  });
}

/** Loads the client, makes the topic, and asks for the id that the producer goes by. */
export async function open(): Promise<void> {
  await Promise.all([
    producer.use((client) => client.initIdempotentProducer({})),
    consumer.use((client) => described(client)),
  ]);
}

export async function close(): Promise<void> {
  await Promise.all([producer.close(), consumer.close()]);
}

/** The app asks which offsets are next to be stored in PostgreSQL: so the group is a name that is never used. */
const consumer = renewed<Consumer>(async () => {
  const { Consumer } = await import("@platformatic/kafka");
  await topicMade();
  return new Consumer({ ...settings, groupId: "surge-app" });
});

/** Idempotent: what it sends once more, because the answer got lost, Kafka knows by the id that it gave and a number. */
const producer = renewed<Producer>(async () => {
  const { Producer } = await import("@platformatic/kafka");
  await topicMade();
  return new Producer({ ...settings, idempotent: true });
});

async function described(client: Consumer) {
  const { topics } = await client.metadata({ topics: [topic] });
  const found = topics.get(topic);
  if (!found) throw new Error(`Kafka has no topic "${topic}".`);
  return found;
}

let making: Promise<void> | undefined;

/** Once is enough, unless it failed. */
function topicMade(): Promise<void> {
  making ??= makeTopic().catch((error: unknown) => {
    making = undefined;
    throw error;
  });
  return making;
}

/** Makes the topic with as many partitions as are wanted, or adds those that it lacks; Kafka takes none away. */
async function makeTopic(): Promise<void> {
  const { Admin } = await import("@platformatic/kafka");
  const admin = new Admin(settings);
  const count = Number(process.env.KAFKA_PARTITIONS ?? 1);
  // A hit may wait for as long as it likes.
  const forEver = { name: "retention.ms", value: "-1" };
  try {
    await admin
      .createTopics({ topics: [topic], partitions: count, configs: [forEver] })
      .catch(unless("TOPIC_ALREADY_EXISTS"));
    await admin
      .createPartitions({ topics: [{ name: topic, count, assignments: null }] })
      .catch(unless("INVALID_PARTITIONS")); // there are as many, or more
  } finally {
    await admin.close();
  }
}

function unless(expected: string) {
  return (error: GenericError) => {
    if (!error.findBy?.("apiId", expected)) throw error;
  };
}
