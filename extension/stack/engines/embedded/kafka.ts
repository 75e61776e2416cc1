import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, withFreePort } from "../../free-port.ts";
import type { ServerProcess } from "../../server-process.ts";
import { serverDidNotStart } from "../../start-trouble.ts";
import type { KafkaPrograms } from "../engine.ts";
import type { BrokerOptions, RunningExtra } from "./broker.ts";
import { cleanEnvironment } from "./environment.ts";
import { type Processes, untilItAnswers } from "./processes.ts";

/** Java has much to read before it serves; on a machine that is busy that takes its time. Milliseconds. */
const startDeadline = 120_000;

/** One node that is both broker and controller; what it writes stays in its folder. */
export async function startKafka({ programs, home, processes }: BrokerOptions): Promise<RunningExtra> {
  const { kafka } = programs;
  if (!kafka) throw new TypeError("Nobody has looked for Kafka.");
  const { server, port } = await withFreePort(async (port) => {
    const properties = serverProperties(port, await freePort());
    await format({ kafka, home, properties, cluster: newClusterId(), processes });
    return { server: await serve({ kafka, home, processes }), port };
  });
  const again = () => serve({ kafka, home, processes });
  return { server, endpoint: `127.0.0.1:${port}`, version: kafka.version, again };
}

export interface Node {
  readonly kafka: KafkaPrograms;
  /** Its own folder. */
  readonly home: string;
  readonly processes: Processes;
}

/** The same for all nodes of a cluster. */
export const newClusterId = () => randomBytes(16).toString("base64url");

/** Writes the files that a node needs before its first start. */
export async function format({
  kafka,
  home,
  properties,
  cluster,
  processes,
}: Node & { readonly properties: string; readonly cluster: string }): Promise<void> {
  await writeFile(join(home, "server.properties"), properties);
  await writeFile(join(home, "log4j2.properties"), logProperties);
  // In one word: an id may begin with "-", which the tool would take for an option.
  const words = ["format", `--cluster-id=${cluster}`, "--config", "server.properties", "--ignore-formatted"];
  const tool = processes.start({
    ...javaProgram(kafka, home, ["kafka.tools.StorageTool", ...words]),
    endsWithin: 0,
  });
  const how = await tool.ended;
  if (how !== "exit code 0") throw serverDidNotStart("kafka", how, tool.log.lines);
}

/** Resolves when the node serves; with others of a cluster, when enough of them are there. */
export async function serve({ kafka, home, processes }: Node): Promise<ServerProcess> {
  let started = false;
  const server = processes.start({
    ...javaProgram(kafka, home, ["kafka.Kafka", "server.properties"]),
    takeLine: (line) => {
      started ||= line.includes("Kafka Server started");
      return false;
    },
    // Its data is deleted with it, so an orderly end is not needed.
    end: (child) => child.kill("SIGKILL"),
    endsWithin: 1_000,
  });
  const hasStarted = async () => {
    if (!started) throw new Error("it has not said that it has started");
  };
  await untilItAnswers(server, hasStarted, startDeadline);
  return server;
}

/** A class of the distribution, in a small Java that starts fast and leaves no files elsewhere. */
function javaProgram({ java, home }: KafkaPrograms, folder: string, words: readonly string[]) {
  const options = ["-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"];
  const places = [
    `-Djava.io.tmpdir=${folder}`,
    `-Dlog4j2.configurationFile=${join(folder, "log4j2.properties")}`,
  ];
  return {
    service: "kafka",
    command: java,
    args: [...options, ...places, "-cp", join(home, "libs", "*"), ...words],
    // Paths in its settings are relative to it: a properties file knows no letters beyond Latin-1.
    cwd: folder,
    // Without it Java may take a folder with Cyrillic letters for another one.
    env: cleanEnvironment({ LC_ALL: "C.UTF-8" }),
  } as const;
}

function serverProperties(port: number, controllerPort: number): string {
  return `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
log.dirs=data
auto.create.topics.enable=false
offsets.topic.replication.factor=1
log.cleaner.dedupe.buffer.size=2097152
# A broker that was killed may come back as soon as its former self is given up.
broker.heartbeat.interval.ms=1000
broker.session.timeout.ms=4000
`.trimStart();
}

const logProperties = `
rootLogger.level = WARN
rootLogger.appenderRef.out.ref = out
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d %p %m (%c)%n
logger.server.name = kafka.server.KafkaRaftServer
logger.server.level = INFO
`.trimStart();
