import { Admin, Consumer, ListOffsetTimestamps, Producer } from "@platformatic/kafka";

// What others have in a Kafka, before and after the lab was there.

const clientOf = (brokers: string) => ({
  clientId: "others",
  bootstrapBrokers: brokers.split(","),
  retries: 10,
});

const groupId = "readers";

/** Topics that are called almost as the lab's own, with records, and a group that has read some of them. */
export async function fillKafka(brokers: string): Promise<void> {
  const admin = new Admin(clientOf(brokers));
  const producer = new Producer(clientOf(brokers));
  const topics = ["surge-hits", "surge-", "surge-0123456789ab", "orders"];
  try {
    const configs = [{ name: "retention.ms", value: "86400000" }];
    await admin.createTopics({ topics, partitions: 2, configs });
    const numbers = Array.from({ length: 120 }, (_, number) => number);
    const messages = topics.flatMap((topic) =>
      numbers.map((number) => ({ topic, partition: number % 2, value: Buffer.from(`${topic} ${number}`) })),
    );
    await producer.send({ messages, acks: -1 });
    const partitionOffsets = [{ partition: 0, offset: 17n }];
    await admin.alterConsumerGroupOffsets({ groupId, topics: [{ name: "orders", partitionOffsets }] });
  } finally {
    await Promise.all([admin.close(), producer.close()]);
  }
}

/** Of every topic but the one named: its id, settings, where its partitions begin and end, and each record. */
export async function foreignTopics(brokers: string, own?: string): Promise<Record<string, string[]>> {
  const admin = new Admin(clientOf(brokers));
  const consumer = new Consumer({ ...clientOf(brokers), groupId: "never-used" });
  try {
    const found: Record<string, string[]> = {
      "all groups": [...(await admin.listGroups()).keys()],
      "where theirs is": [text(await admin.listConsumerGroupOffsets({ groups: [groupId] }))],
    };
    for (const topic of await admin.listTopics()) {
      if (topic === own) continue;
      const { topics } = await admin.metadata({ topics: [topic] });
      const { id = "", partitions = [] } = topics.get(topic) ?? {};
      const settings = await admin.describeConfigs({
        resources: [{ resourceType: 2, resourceName: topic }],
      });
      const begin = await offsets(consumer, topic, ListOffsetTimestamps.EARLIEST);
      const end = await offsets(consumer, topic, ListOffsetTimestamps.LATEST);
      const records: string[] = [];
      for (const [partition, { leader }] of partitions.entries()) {
        for (let next = begin[partition] ?? 0n; next < (end[partition] ?? 0n); ) {
          const { responses } = await consumer.fetch({
            node: leader,
            topics: [
              {
                topicId: id,
                partitions: [
                  {
                    partition,
                    fetchOffset: next,
                    partitionMaxBytes: 1_000_000,
                    currentLeaderEpoch: -1,
                    lastFetchedEpoch: -1,
                  },
                ],
              },
            ],
          });
          for (const { firstOffset, records: list } of responses[0]?.partitions[0]?.records ?? []) {
            for (const { offsetDelta, value } of list) {
              records.push(`${partition} ${firstOffset + BigInt(offsetDelta)} ${value}`);
              next = firstOffset + BigInt(offsetDelta) + 1n;
            }
          }
        }
      }
      found[topic] = [id, text(settings), text(begin), text(end), ...records];
    }
    return found;
  } finally {
    await Promise.all([admin.close(), consumer.close(true)]);
  }
}

async function offsets(consumer: Consumer, topic: string, timestamp: bigint): Promise<bigint[]> {
  return (await consumer.listOffsets({ topics: [topic], timestamp })).get(topic) ?? [];
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) : each));
}
