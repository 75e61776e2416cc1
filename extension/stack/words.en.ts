import type { ServiceName } from "./stack.ts";

const names: Readonly<Record<ServiceName, string>> = {
  postgres: "PostgreSQL",
  redis: "Redis",
  pgbouncer: "PgBouncer",
  rabbitmq: "RabbitMQ",
  kafka: "Kafka",
  app: "the app",
};

/** The progress of a start, on any engine. */
export const en = {
  startingServers: (services: readonly ServiceName[]) => {
    const all = services.map((service) => names[service]);
    return `Starting ${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
  },
  startingAnew: (services: readonly ServiceName[]) =>
    `Starting anew what did not answer: ${services.map((service) => names[service]).join(", ")}`,
  startingApp: "Starting the app",
  waitingForEarlier: "Waiting until the earlier stack of this folder has ended",
  waitingForOwnApp: (port: number, seconds: number) =>
    `Waiting for your app to listen on port ${port} (${seconds} s)`,
  askingDocker: "Asking Docker",
  buildingApp: (step: number, steps: number, command: string) =>
    `Building the app, step ${step} of ${steps}: ${command}`,
  fetchingImages: (images: string, megabytes: string | undefined) =>
    `Fetching images: ${images}${megabytes === undefined ? "" : ` (${megabytes} MB)`}`,
  serversReady: (ready: number, all: number) => `Starting the servers: ${ready} of ${all} ready`,
  lookingAtServers: "Looking at the servers",
  makingTables: "Making the lab's tables",
};
