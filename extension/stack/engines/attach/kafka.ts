import type { Admin } from "@platformatic/kafka";
import { plain } from "../../../../lab-stack/app/kafka-client.ts";
import { kafkaAt } from "../../../../lab-stack/app/read-kafka-url.ts";
import { LabError } from "../../../common/lab-error.ts";
import { attachError } from "./errors.ts";
import { unlessAborted } from "./postgres.ts";
import { refusedBy } from "./refusals.ts";
import type { KafkaTarget } from "./server-urls.ts";

export interface KafkaFacts {
  readonly target: KafkaTarget;
  /** How many brokers it has. */
  readonly brokers: number;
}

const within = 15_000;
/** Enough copies to lose a broker and still write. */
const wantedCopies = 3;

/** Reads only: that the cluster answers, and each of its brokers where it says that they are. @throws LabError; AbortError */
export async function surveyKafka(target: KafkaTarget, signal: AbortSignal): Promise<KafkaFacts> {
  const brokers = await withKafka(target, signal, brokersOf);
  for (const { host, port } of brokers) {
    // Clients use the URL only for the first connection; then they go to the addresses of the brokers.
    const node = { ...target, name: `${host}:${port}` };
    await withKafka(node, signal, brokersOf, [{ host, port }]).catch((error: unknown) => {
      const isAway = error instanceof LabError && error.code === "server-unreachable";
      const where = { cluster: target.name, broker: node.name };
      throw isAway ? attachError("server-unreachable", where, { cause: error }) : error;
    });
  }
  return { target, brokers: brokers.length };
}

async function brokersOf(admin: Admin) {
  const { brokers } = await admin.metadata({ topics: [] });
  return [...brokers.values()];
}

/**
 * Makes the lab's topic unless it is there. @returns the id that Kafka gave it
 * @throws LabError that names the missing privilege; AbortError
 */
export function makeTopic(
  target: Pick<KafkaTarget, "url" | "name">,
  topic: string,
  partitions: number,
  signal: AbortSignal,
): Promise<string> {
  return withKafka(target, signal, async (admin) => {
    const replicas = Math.min(wantedCopies, (await brokersOf(admin)).length);
    const configs = [{ name: "retention.ms", value: "-1" }];
    const [made] =
      (await admin
        .createTopics({ topics: [topic], partitions, replicas, configs })
        .catch(unless("TOPIC_ALREADY_EXISTS"))) ?? [];
    const id = made?.id ?? (await admin.metadata({ topics: [topic] })).topics.get(topic)?.id;
    if (id === undefined) throw new Error(`It has no topic ${topic}.`);
    return id;
  });
}

/** Removes the topic, if it is there, and no other. @throws as `makeTopic` */
export function removeTopic(target: KafkaTarget, topic: string, signal: AbortSignal): Promise<void> {
  return withKafka(target, signal, (admin) =>
    admin.deleteTopics({ topics: [topic] }).catch(unless("UNKNOWN_TOPIC_OR_PARTITION")),
  );
}

function unless(expected: string) {
  return (error: unknown) => {
    const root = plain(error);
    if (!("code" in root) || root.code !== expected) throw error;
  };
}

/** A connection for some work; after a cancel it is closed at once. */
async function withKafka<T>(
  { url, name }: Pick<KafkaTarget, "url" | "name">,
  signal: AbortSignal,
  work: (admin: Admin) => Promise<T>,
  bootstrapBrokers?: { host: string; port: number }[],
): Promise<T> {
  signal.throwIfAborted();
  let admin: Admin | undefined;
  try {
    const { Admin } = await import("@platformatic/kafka");
    // Here the certificate file of the URL is read.
    const settings = { clientId: "surge-lab", connectTimeout: 5_000, requestTimeout: 5_000, retries: 1 };
    admin = new Admin({ ...settings, ...kafkaAt(url), ...(bootstrapBrokers && { bootstrapBrokers }) });
    return await unlessAborted(work(admin), AbortSignal.any([signal, AbortSignal.timeout(within)]));
  } catch (error) {
    signal.throwIfAborted();
    throw refusedBy("kafka", name, error);
  } finally {
    void admin?.close().catch(() => undefined);
  }
}
