import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { format, newClusterId, serve } from "../../extension/stack/engines/embedded/kafka.ts";
import type { Processes } from "../../extension/stack/engines/embedded/processes.ts";
import { freePort } from "../../extension/stack/free-port.ts";
import { findKafka } from "../../extension/stack/programs/kafka.ts";
import { kafkaHome } from "./kafka-home.ts";
import { root } from "./stack.ts";

/**
 * Starts these services of compose.yaml together, with the settings that it gives to the image of Kafka, on the same
 * Kafka without Docker: every name of a service becomes this machine, every port a free one.
 */
export async function startKafkaNodes(services: readonly string[], folder: string, processes: Processes) {
  const env = { ...process.env, KAFKA_HOME: await kafkaHome() };
  const kafka = await findKafka(new AbortController().signal, env);
  assert.ok(kafka);
  const settings = await settingsOf(services);
  const cluster = newClusterId();
  const nodes = services.map((name) => ({ name, kafka, home: join(folder, name), processes }));
  for (const node of nodes) {
    await mkdir(node.home);
    await format({ ...node, properties: settings.properties(node.name), cluster });
  }
  const servers = await Promise.all(nodes.map(serve));
  return { servers, brokers: services.map(settings.address).join() };
}

/** The environment of these services, as the image makes settings of it: KAFKA_NODE_ID=1 is node.id=1. */
async function settingsOf(services: readonly string[]) {
  const compose = parse(await readFile(join(root, "lab-stack/compose.yaml"), "utf8"), { merge: true });
  const ports = new Map<string, number>();
  for (const name of services) {
    for (const inner of [9092, 9093, 19092]) ports.set(`${name}:${inner}`, await freePort());
  }
  const here = (name: string, text: string) =>
    text
      .replace(/([\w-]*):(9092|9093|19092)\b/g, (_, host: string, port: string) => {
        const service = host === "" ? name : host;
        return `127.0.0.1:${ports.get(`${service}:${port}`)}`;
      })
      .replace(/127\.0\.0\.1:\$\{SURGE_KAFKA_PORT:-19092\}/, `127.0.0.1:${ports.get(`${name}:19092`)}`);
  return {
    address: (name: string) => here(name, `${name}:9092`),
    properties(name: string) {
      const settings: Record<string, unknown> = compose.services[name].environment;
      const lines = Object.entries(settings)
        .filter(([key]) => key !== "KAFKA_HEAP_OPTS")
        .map(([key, value]) => {
          const property = key
            .replace(/^KAFKA_/, "")
            .toLowerCase()
            .replaceAll("_", ".");
          return `${property}=${property === "log.dirs" ? "data" : here(name, String(value))}`;
        });
      return `${lines.join("\n")}\n`;
    },
  };
}
