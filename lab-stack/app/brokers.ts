/** The brokers that a stack can include: `start: { with: [rabbitmq] }`. The address is in the variable `setting`. */
const brokers = {
  rabbitmq: { title: "RabbitMQ", setting: "RABBITMQ_URL" },
  kafka: { title: "Kafka", setting: "KAFKA_BROKERS" },
} as const;

export type Broker = keyof typeof brokers;

/** The broker's address; undefined when the stack does not include it. */
export function addressOf(broker: Broker): string | undefined {
  return process.env[brokers[broker].setting] || undefined;
}

/** The error for a strategy whose broker is not in the stack: what is missing, and how to add it. */
export function brokerMissing(strategy: string, broker: Broker): string {
  const { title } = brokers[broker];
  return `The strategy "${strategy}" needs ${title}, which this stack does not have. Start it with: start: { with: [${broker}] }`;
}
