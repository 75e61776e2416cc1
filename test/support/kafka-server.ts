import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startKafka as startEmbedded } from "../../extension/stack/engines/embedded/kafka.ts";
import { Processes } from "../../extension/stack/engines/embedded/processes.ts";
import { findKafka } from "../../extension/stack/programs/kafka.ts";
import { kafkaHome } from "./kafka-home.ts";

/** A broker that a test may kill, freeze and start again on the same port with the same data. */
export interface KafkaServer {
  /** For the app's KAFKA_BROKERS. */
  readonly brokers: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

export async function startKafka(): Promise<KafkaServer> {
  const env = { ...process.env, KAFKA_HOME: await kafkaHome() };
  const programs = { kafka: await findKafka(new AbortController().signal, env) };
  const home = await mkdtemp(join(tmpdir(), "surge-test-kafka-"));
  const processes = new Processes({ owns: () => {}, disowns: () => {} });
  const running = await startEmbedded({ programs, home, password: "", processes });
  let { server } = running;
  const signal = (name: NodeJS.Signals) => process.kill(Number(server.pid), name);
  return {
    brokers: running.endpoint,
    kill: () => server.kill(),
    start: async () => {
      server = await running.again();
    },
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    remove: async () => {
      await processes.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
