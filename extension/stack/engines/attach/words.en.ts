/** A topic as the questions name it; without its id there is no schema yet. */
interface TopicFacts {
  readonly topic: string;
  readonly isNew: boolean;
  readonly kafka: string;
  readonly brokers: number;
}

interface ServerFacts {
  readonly postgres: string;
  readonly postgresVersion: string;
  readonly role: string;
  readonly hasSchema: boolean;
  readonly redis: string;
  readonly redisVersion: string;
  readonly isCluster: boolean;
  readonly topic: TopicFacts | undefined;
}

/** The questions that the user confirms before the lab writes to servers that it has not started. */
export const en = {
  use: (servers: ServerFacts) =>
    [
      "Surge Lab is about to write to servers that it has not started.",
      `PostgreSQL ${servers.postgresVersion} at ${servers.postgres}, as ${servers.role}: ${servers.hasSchema ? "it uses the schema surge_lab that the lab made there before" : "it makes the schema surge_lab"}.`,
      `Redis ${servers.redisVersion} at ${servers.redis}${servers.isCluster ? ", a cluster" : ""}: it uses keys that begin with surge:.`,
      `SQL cells run as ${servers.role}, too, and may do there whatever this role may.`,
      ...(servers.topic ? [en.useTopic(servers.topic)] : []),
      "It touches nothing else there. But its loads are heavy: take no servers that others depend on.",
    ].join("\n"),
  useTopic: ({ topic, isNew, kafka, brokers }: TopicFacts): string =>
    `Kafka at ${kafka}, brokers: ${brokers}: it uses the topic ${topic}${isNew ? " (… is the random id of that schema)" : ""}, which it makes if there is none.`,
  drop: (
    postgres: string,
    redis: string,
    kafka: { readonly topic: string; readonly name: string } | undefined,
  ) =>
    `The schema surge_lab of ${postgres} and the lab's keys in Redis at ${redis}${kafka ? `, and the topic ${kafka.topic} of Kafka at ${kafka.name}` : ""} will be removed, with all counts in them.`,
};
