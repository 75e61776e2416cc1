import type { BrokerName, Composition, Endpoints } from "./stack.ts";

/** The app's setting for the address of a broker. */
const settings: Readonly<Record<BrokerName, string>> = { rabbitmq: "RABBITMQ_URL", kafka: "KAFKA_BROKERS" };

export interface BrokerAddresses extends Readonly<Partial<Pick<Endpoints, BrokerName>>> {
  /** The name of the lab's topic in a shared Kafka. */
  readonly kafkaTopic?: string;
}

/** The app's settings for the brokers of the stack; the others have none. */
export function brokerSettings(
  addresses: BrokerAddresses,
  { partitions }: Composition,
): Record<string, string> {
  const { rabbitmq, kafka, kafkaTopic } = addresses;
  return {
    ...(rabbitmq === undefined ? {} : { [settings.rabbitmq]: rabbitmq }),
    ...(kafka === undefined ? {} : { [settings.kafka]: kafka }),
    ...(kafkaTopic === undefined ? {} : { KAFKA_TOPIC: kafkaTopic }),
    ...(partitions === undefined ? {} : { KAFKA_PARTITIONS: String(partitions) }),
  };
}
