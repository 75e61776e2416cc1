import { mkdir, writeFile } from "node:fs/promises";
import { connect as connectSocket } from "node:net";
import { delimiter, join } from "node:path";
import { freePort, withFreePort } from "../../free-port.ts";
import type { ServerProcess } from "../../server-process.ts";
import type { RabbitmqPrograms } from "../engine.ts";
import type { BrokerOptions, RunningExtra } from "./broker.ts";
import { cleanEnvironment } from "./environment.ts";
import { untilItAnswers } from "./processes.ts";

/** A node takes seconds where Redis takes none, and longer on a machine that is busy. Milliseconds. */
const startDeadline = 120_000;

/** A private node of RabbitMQ: it shares neither files nor ports nor cookie with one of the system. */
export async function startRabbitmq(options: BrokerOptions): Promise<RunningExtra> {
  const { home, password, programs } = options;
  if (!programs.rabbitmq) throw new TypeError("The engine needs to know where RabbitMQ is.");
  const { rabbitmq } = programs;
  await mkdir(join(home, "log"));
  await writeFile(join(home, "enabled_plugins"), "[].\n");
  const start = (port: number) => serve(options, rabbitmq, port);
  const { server, port, version } = await withFreePort(start);
  const endpoint = `amqp://surge:${password}@127.0.0.1:${port}`;
  return { server, endpoint, version, again: async () => (await start(port)).server };
}

async function serve(
  { processes, home, password }: BrokerOptions,
  { server: command, epmd, erlangFolder }: RabbitmqPrograms,
  port: number,
): Promise<{ server: ServerProcess; port: number; version: string }> {
  await writeFile(join(home, "rabbitmq.conf"), configuration(port, password), { mode: 0o600 });
  const mapperPort = await freePort();
  // Erlang would start a mapper of its own that outlives every node: this one goes with the node.
  const mapper = processes.start({
    service: "rabbitmq",
    command: epmd,
    args: ["-address", "127.0.0.1", "-port", String(mapperPort)],
    cwd: home,
    env: cleanEnvironment({}),
    endsWithin: 1_000,
  });
  await untilItAnswers(mapper, () => answers(mapperPort));
  const server = processes.start({
    service: "rabbitmq",
    command,
    args: [],
    cwd: home,
    env: await nodeEnvironment(home, mapperPort, erlangFolder),
    // The data is not needed any more, and an orderly end would take seconds.
    end: (child) => child.kill("SIGKILL"),
    endsWithin: 1_000,
  });
  void server.ended.then(() => mapper.end());
  const version = await untilItAnswers(server, () => versionOf(port, password), startDeadline);
  return { server, port, version };
}

function configuration(port: number, password: string): string {
  return [
    `listeners.tcp.1 = 127.0.0.1:${port}`,
    "distribution.listener.interface = 127.0.0.1",
    "default_user = surge",
    `default_pass = ${password}`,
    "log.console = true",
    "log.file = false",
    // The lab's folder may be on a small disk; RabbitMQ would else stop all publishers there.
    "disk_free_limit.absolute = 50MB",
    "",
  ].join("\n");
}

/** Everything of the node is in its own folder; nothing is read from /etc or from the user's home. */
async function nodeEnvironment(
  home: string,
  mapperPort: number,
  erlangFolder: string,
): Promise<NodeJS.ProcessEnv> {
  const env = cleanEnvironment({});
  for (const name of Object.keys(env)) if (/^(RABBITMQ|ERL)_/.test(name)) delete env[name];
  return {
    ...env,
    PATH: [erlangFolder, env.PATH ?? ""].join(delimiter),
    // Here Erlang makes its cookie.
    HOME: home,
    ERL_EPMD_ADDRESS: "127.0.0.1",
    ERL_EPMD_PORT: String(mapperPort),
    RABBITMQ_NODENAME: "surge@localhost",
    RABBITMQ_DIST_PORT: String(await freePort()),
    RABBITMQ_MNESIA_BASE: join(home, "data"),
    RABBITMQ_LOG_BASE: join(home, "log"),
    RABBITMQ_CONFIG_FILE: join(home, "rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, "enabled_plugins"),
    // Files that do not exist, or those of the system would be read.
    RABBITMQ_ADVANCED_CONFIG_FILE: join(home, "advanced.config"),
    RABBITMQ_CONF_ENV_FILE: join(home, "rabbitmq-env.conf"),
    // The script then becomes the node instead of starting it: one process to own and to end.
    RABBITMQ_ALLOW_INPUT: "1",
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "-noinput -start_epmd false",
  };
}

function answers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(port, "127.0.0.1");
    socket.once("error", reject).once("connect", () => {
      socket.destroy();
      resolve();
    });
  });
}

/** It says it to everyone who logs in. */
async function versionOf(port: number, password: string): Promise<string> {
  // A part of the bundle by itself has a CommonJS package as its default alone.
  const { default: amqplib } = await import("amqplib");
  const credentials = { hostname: "127.0.0.1", port, username: "surge", password };
  const client = await amqplib.connect(credentials, { timeout: 5_000 });
  // A connection that breaks makes its request fail, and the request reports it.
  client.on("error", () => undefined);
  const { version } = client.connection.serverProperties;
  await client.close();
  return typeof version === "string" ? version : "?";
}
