import type { BrokerName, Composition, Endpoints } from "./stack.ts";

/** The setting that tells the app where a broker is. */
const settings: Readonly<Record<BrokerName, string>> = { rabbitmq: "RABBITMQ_URL", kafka: "KAFKA_BROKERS" };

export interface BrokerAddresses extends Readonly<Partial<Pick<Endpoints, BrokerName>>> {
  /** What the lab's topic is called where it shares a Kafka with others. */
  readonly kafkaTopic?: string;
}

/** What the app gets for the brokers that the stack has; of the others it hears nothing. */
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
