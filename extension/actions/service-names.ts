import type { Language } from "../common/language.ts";
import type { FaultTarget, ServiceName } from "../stack/stack.ts";

interface ServiceWords {
  /** As the subject or object of a sentence. */
  readonly names: Readonly<Record<FaultTarget, string>>;
  /** As the subject that was frozen: in Russian with its verb, which agrees with it. */
  readonly frozen: Readonly<Record<ServiceName, string>>;
}

/** Of servers, which are the same in every language. */
export const serverNames = {
  postgres: "PostgreSQL",
  redis: "Redis",
  pgbouncer: "PgBouncer",
  rabbitmq: "RabbitMQ",
  kafka: "Kafka",
};

const names = { ...serverNames, app: "The app", worker: "A worker" };

/** Servers as sentences name them. */
export const serviceWords: Readonly<Record<Language, ServiceWords>> = {
  en: { names, frozen: names },
  ru: {
    names: { ...names, kafka: "брокер Kafka", app: "сервер приложения", worker: "обработчик" },
    frozen: {
      postgres: "PostgreSQL стоял",
      redis: "Redis стоял",
      pgbouncer: "PgBouncer стоял",
      rabbitmq: "RabbitMQ стоял",
      kafka: "Брокер Kafka стоял",
      app: "Приложение стояло",
    },
  },
};
