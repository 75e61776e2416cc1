/** The brokers that a stack may have: `start: { with: [rabbitmq] }`. Each has a setting that says where it is. */
const brokers = {
  rabbitmq: { title: "RabbitMQ", setting: "RABBITMQ_URL" },
  kafka: { title: "Kafka", setting: "KAFKA_BROKERS" },
} as const;

export type Broker = keyof typeof brokers;

/** Undefined where the stack has no such broker. */
export function addressOf(broker: Broker): string | undefined {
  return process.env[brokers[broker].setting] || undefined;
}

/** Why a strategy cannot work without it, and what to do. */
export function brokerMissing(strategy: string, broker: Broker): string {
  const { title } = brokers[broker];
  return `The strategy "${strategy}" needs ${title}, which this stack does not have. Start it with: start: { with: [${broker}] }`;
}
