import type { BrokerName, Composition, Endpoints } from "./stack.ts";

/** The setting that tells the app where a broker is. */
const settings: Readonly<Record<BrokerName, string>> = { rabbitmq: "RABBITMQ_URL", kafka: "KAFKA_BROKERS" };

/** What the app gets for the brokers that the stack has; of the others it hears nothing. */
export function brokerSettings(
  addresses: Readonly<Partial<Pick<Endpoints, BrokerName>>>,
  { partitions }: Composition,
): Record<string, string> {
  const { rabbitmq, kafka } = addresses;
  return {
    ...(rabbitmq === undefined ? {} : { [settings.rabbitmq]: rabbitmq }),
    ...(kafka === undefined ? {} : { [settings.kafka]: kafka }),
    ...(partitions === undefined ? {} : { KAFKA_PARTITIONS: String(partitions) }),
  };
}
