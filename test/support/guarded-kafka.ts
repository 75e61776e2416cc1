import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format, newClusterId, serve } from "../../extension/stack/engines/embedded/kafka.ts";
import { Processes } from "../../extension/stack/engines/embedded/processes.ts";
import { freePort } from "../../extension/stack/free-port.ts";
import { findKafka } from "../../extension/stack/programs/kafka.ts";
import type { Certificates } from "./certificates.ts";
import { kafkaHome } from "./kafka-home.ts";

/** A broker that speaks TLS, asks for a password (SASL/PLAIN) and allows only what an ACL names. */
export interface GuardedKafka {
  /** Where it does so; its certificate is made out to localhost. */
  readonly port: number;
  /** `127.0.0.1:PORT` without any of that, for whoever may do everything. */
  readonly admin: string;
  remove(): Promise<void>;
}

export async function startGuardedKafka(
  { key, certificate }: Certificates,
  users: Readonly<Record<string, string>>,
): Promise<GuardedKafka> {
  const kafka = await findKafka(new AbortController().signal, {
    ...process.env,
    KAFKA_HOME: await kafkaHome(),
  });
  assert.ok(kafka);
  const home = await mkdtemp(join(tmpdir(), "surge-test-kafka-"));
  const processes = new Processes({ owns: () => {}, disowns: () => {} });
  const [port, inner, controller] = [await freePort(), await freePort(), await freePort()];
  const pem = await Promise.all([key, certificate].map((path) => readFile(path, "utf8")));
  await writeFile(join(home, "server.pem"), pem.join("\n"));
  const logins = Object.entries(users).map(([name, password]) => `user_${name}="${password}"`);
  const properties = `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=INNER://127.0.0.1:${inner},CONTROLLER://127.0.0.1:${controller},OUTSIDE://127.0.0.1:${port}
advertised.listeners=INNER://127.0.0.1:${inner},OUTSIDE://localhost:${port}
listener.security.protocol.map=INNER:PLAINTEXT,CONTROLLER:PLAINTEXT,OUTSIDE:SASL_SSL
inter.broker.listener.name=INNER
controller.listener.names=CONTROLLER
listener.name.outside.sasl.enabled.mechanisms=PLAIN
listener.name.outside.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required ${logins.join(" ")};
listener.name.outside.ssl.keystore.type=PEM
listener.name.outside.ssl.keystore.location=server.pem
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS
auto.create.topics.enable=false
log.dirs=data
`;
  const node = { kafka, home, processes };
  await format({ ...node, properties, cluster: newClusterId() });
  await serve(node);
  return {
    port,
    admin: `127.0.0.1:${inner}`,
    remove: async () => {
      await processes.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
