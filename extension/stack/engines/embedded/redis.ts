import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";
import { withFreePort } from "../../free-port.ts";
import type { ServerProcess } from "../../server-process.ts";
import type { ServerBinaries } from "../engine.ts";
import { cleanEnvironment } from "./environment.ts";
import { type Processes, untilItAnswers } from "./processes.ts";

export interface RedisOptions {
  readonly servers: Pick<ServerBinaries, "redisServer" | "redisEnv">;
  readonly runFolder: string;
  /** The words of compose.yaml after `redis-server`, at each start. */
  readonly settings: () => readonly string[];
  readonly password: string;
  readonly processes: Processes;
}

interface RunningRedis {
  readonly server: ServerProcess;
  readonly port: number;
  readonly version: string;
  /** Starts it once more, after its end. */
  readonly again: () => Promise<ServerProcess>;
}

export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  const home = join(options.runFolder, "redis");
  await mkdir(home, { mode: 0o700 });
  const { server, port, version } = await withFreePort((free) => serve(options, home, free));
  const again = async () => (await serve(options, home, port)).server;
  return { server, port, version, again };
}

async function serve(
  { servers, settings, password, processes }: RedisOptions,
  home: string,
  port: number,
): Promise<Omit<RunningRedis, "again">> {
  const own = ["--bind", "127.0.0.1", "--port", String(port), "--daemonize", "no", "--requirepass", password];
  const server = processes.start({
    service: "redis",
    command: servers.redisServer,
    args: ["-"],
    // It keeps its files where it runs: as a setting, a folder with odd letters would have to be escaped.
    cwd: home,
    env: cleanEnvironment(servers.redisEnv),
    // Not on the command line, where every user of the machine could read the password.
    input: redisConfig([...settings(), ...own]),
    endsWithin: 1_000,
  });
  const version = await untilItAnswers(server, () => versionOf(port, password));
  return { server, port, version };
}

/** `--appendonly yes` as a line of a configuration file. */
export function redisConfig(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    if (word.startsWith("--")) lines.push(word.slice(2));
    else lines.push(`${lines.pop() ?? ""} ${quoted(word)}`);
  }
  return `${lines.join("\n")}\n`;
}

function quoted(word: string): string {
  return `"${word.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

async function versionOf(port: number, password: string): Promise<string> {
  const redis = new Redis({
    host: "127.0.0.1",
    port,
    password,
    lazyConnect: true,
    retryStrategy: null,
    connectTimeout: 5_000,
    maxRetriesPerRequest: 0,
    maxLoadingRetryTime: 200,
  });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    const info = await redis.info("server");
    return /^(?:valkey|redis)_version:(\S+)/m.exec(info)?.[1] ?? "?";
  } finally {
    redis.disconnect();
  }
}
