import type { Composition, Endpoints, ExtraName } from "../../stack.ts";
import type { Passwords } from "./project.ts";

/** An extra as a service of compose.yaml, which has a profile of the same name. */
interface ComposeExtra {
  readonly innerPort: number;
  /** As in `Endpoints`, seen from outside. */
  readonly endpoint: (passwords: Passwords, port: number) => NonNullable<Endpoints[ExtraName]>;
  /** The variables of compose.yaml when its profile is on, except the port. */
  readonly variables: (passwords: Passwords, composition: Composition) => NodeJS.ProcessEnv;
  /** Prints its version, in its container. */
  readonly versionCommand: readonly string[];
}

const composeExtras: Readonly<Record<ExtraName, ComposeExtra>> = {
  pgbouncer: {
    innerPort: 5432,
    endpoint: ({ app }, port) => `postgresql://surge_app:${app}@127.0.0.1:${port}/pgbouncer`,
    variables: () => ({ SURGE_PGBOUNCER: "pgbouncer" }),
    versionCommand: ["pgbouncer", "--version"],
  },
  rabbitmq: {
    innerPort: 5672,
    endpoint: ({ rabbitmq }, port) => `amqp://surge:${rabbitmq}@127.0.0.1:${port}`,
    variables: ({ rabbitmq }) => ({
      SURGE_RABBITMQ_PASSWORD: rabbitmq,
      SURGE_RABBITMQ_URL: `amqp://surge:${rabbitmq}@rabbitmq:5672`,
    }),
    versionCommand: ["rabbitmqctl", "version"],
  },
  kafka: {
    innerPort: 19092,
    endpoint: (_passwords, port) => `127.0.0.1:${port}`,
    variables: (_passwords, { partitions = 1 }) => ({
      SURGE_KAFKA_BROKERS: "kafka:9092",
      SURGE_KAFKA_PARTITIONS: String(partitions),
    }),
    versionCommand: ["/opt/kafka/bin/kafka-broker-api-versions.sh", "--version"],
  },
};

export function composeExtra(name: ExtraName): ComposeExtra {
  return composeExtras[name];
}

export function profileWords(composition: Composition): string[] {
  return composition.with.flatMap((name) => ["--profile", name]);
}

export function extraVariables(composition: Composition, passwords: Passwords): NodeJS.ProcessEnv {
  return Object.assign(
    {},
    ...composition.with.map((name) => composeExtra(name).variables(passwords, composition)),
  );
}
