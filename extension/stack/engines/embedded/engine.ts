import { randomBytes } from "node:crypto";
import { chmod, rm } from "node:fs/promises";
import { join } from "node:path";
import { composeVariables } from "../../composition-settings.ts";
import { makeCellRole } from "../../connections/cell-role.ts";
import { durabilityVariables, setDurability } from "../../durability.ts";
import { stackError } from "../../errors.ts";
import { removeFolder } from "../../leftovers.ts";
import { inOwnDatabase, makeOwnDatabase } from "../../own-app/database.ts";
import { ownAppError } from "../../own-app/errors.ts";
import { moreOfOwnApp, startOwnApp } from "../../own-app/start-own-app.ts";
import { runWatch } from "../../run-watch/run-watch.ts";
import type { ServerProcess } from "../../server-process.ts";
import { type ExtraName, type LogLine, type ServiceName, servicesOf } from "../../stack.ts";
import { progressText } from "../../words.ts";
import type { Engine, EngineContext, Leftover, RunningEngine, ServerBinaries } from "../engine.ts";
import { appPrograms, runtimeOf, startApp } from "./app.ts";
import { startBrokers } from "./brokers.ts";
import { readComposeSettings, readPgbouncerSettings } from "./compose-settings.ts";
import { startPgbouncer } from "./pgbouncer.ts";
import { startPostgres } from "./postgres.ts";
import { Processes, startOrStop } from "./processes.ts";
import { startRedis } from "./redis.ts";
import { makeRunFolder, sweepRunFolders } from "./run-folders.ts";
import { Service } from "./service.ts";
import { postgresUser, temporaryFolder } from "./unprivileged.ts";

/** Server processes of this machine, their data in a temporary folder that goes away with them. */
export class EmbeddedEngine implements Engine {
  readonly name = "embedded";

  async start(context: EngineContext): Promise<RunningEngine> {
    const { servers, signal } = context;
    if (!servers) throw new TypeError("The embedded engine needs to know where the server programs are.");
    signal.throwIfAborted();
    const processes = new Processes(context);
    const folder = await ownRunFolder(context);
    const stop = async () => {
      await processes.stop();
      await removeFolder(folder.path);
      context.disowns(folder);
    };
    return startOrStop({ processes, signal, stop }, () =>
      startServers(context, servers, processes, folder.path, stop),
    );
  }
}

async function ownRunFolder({ owns }: EngineContext): Promise<Leftover & { kind: "folder" }> {
  const user = await postgresUser();
  const parent = await temporaryFolder(user);
  await sweepRunFolders(parent);
  const path = await makeRunFolder(parent).catch((error) => {
    throw stackError("no-temporary-folder", { folder: parent, cause: error }, { cause: error });
  });
  const folder = { kind: "folder", path } as const;
  owns(folder);
  // PostgreSQL's own folder is in it; so its user must be able to pass, though not to look around.
  if (user) await chmod(path, 0o711);
  return folder;
}

async function startServers(
  context: EngineContext,
  servers: ServerBinaries,
  processes: Processes,
  runFolder: string,
  stop: () => Promise<void>,
): Promise<RunningEngine> {
  const {
    stackFolder,
    storageFolder,
    distFolder,
    composition,
    brokers: programs,
    progress,
    signal,
  } = context;
  const [adminPassword, appPassword, redisPassword] = [password(), password(), password()];
  const settingsWith = (variables: Record<string, string>) =>
    readComposeSettings(stackFolder, {
      SURGE_REDIS_PASSWORD: redisPassword,
      ...composeVariables(composition),
      ...variables,
    });
  let settings = await settingsWith({});
  const { startParts, timed } = stopwatch();

  const others = servicesOf(composition).filter((name) => name !== "app");
  progress({ text: progressText(({ startingServers }) => startingServers(others)) });
  const startDatabase = async () => {
    const postgres = await startPostgres({
      bin: servers.postgresBin,
      runFolder,
      stackFolder,
      storageFolder,
      settings: settings.postgres,
      adminPassword,
      appPassword,
      processes,
      signal,
      timed,
    });
    if (!composition.with.includes("pgbouncer")) return { postgres };
    const pgbouncer = await timed("pgbouncer", async () =>
      startPgbouncer({
        program: servers.pgbouncer,
        runFolder,
        settings: await readPgbouncerSettings(stackFolder),
        postgresPort: postgres.port,
        password: appPassword,
        processes,
      }),
    );
    return { postgres, pgbouncer };
  };
  const starting = [
    startDatabase(),
    timed("redis", () =>
      startRedis({ servers, runFolder, settings: () => settings.redis, password: redisPassword, processes }),
    ),
    startBrokers({ composition, programs, runFolder, password: password(), processes, timed }),
  ] as const;
  // When one fails, the others must have come to rest before their folders can be removed.
  const [{ postgres, pgbouncer }, redis, brokers] = await Promise.all(starting).catch(
    async (error: unknown) => {
      await processes.stop();
      await Promise.allSettled(starting);
      throw error;
    },
  );

  progress({ text: progressText(({ startingApp }) => startingApp), fraction: 0.8 });
  const database = `127.0.0.1:${postgres.port}/surge`;
  const redisUrl = `redis://:${redisPassword}@127.0.0.1:${redis.port}`;
  const directUrl = `postgresql://surge_app:${appPassword}@${database}`;
  const pooledUrl = pgbouncer && `postgresql://surge_app:${appPassword}@127.0.0.1:${pgbouncer.port}/surge`;
  const admin = `postgresql://surge_admin:${adminPassword}@${database}`;
  const postgresCells = await makeCellRole(admin);
  const extras = { ...(pgbouncer && { pgbouncer }), ...brokers };
  const surroundings = {
    python: servers.python,
    stackFolder,
    distFolder,
    composition,
    ...(pooledUrl === undefined ? { databaseUrl: directUrl } : { databaseUrl: pooledUrl, directUrl }),
    redisUrl,
    ...(context.fenced && { fence: join(runFolder, "fence") }),
    brokers: mapped(brokers, ({ endpoint }) => endpoint),
  };
  const { own } = composition;
  const ownDatabase = own && (await makeOwnDatabase(admin));
  const ownOptions = own &&
    ownDatabase !== undefined && {
      ...surroundings,
      processes,
      signal,
      progress,
      own,
      databaseUrl: ownDatabase,
    };
  const appOn = (port?: number): Promise<{ server?: ServerProcess; port: number; url?: string }> => {
    const again = port !== undefined && { port };
    return ownOptions
      ? startOwnApp({ ...ownOptions, ...again })
      : startApp({ ...surroundings, processes, ...again });
  };
  const app = await timed("app", () => appOn());

  const appAgain = async () => {
    const { server } = await appOn(app.port);
    if (!server) throw ownAppError("own-not-started", { service: "app" });
    return server;
  };
  const all = [
    ...[postgres, redis, ...Object.values(extras)].map((server) => new Service({ ...context, ...server })),
    ...(app.server ? [new Service({ ...context, server: app.server, again: appAgain })] : []),
  ];
  const service = (name: ServiceName): Service => {
    const found = all.find((one) => one.name === name);
    if (!found && own && name === "app") throw ownAppError("own-not-started", { service: name });
    if (!found) throw new TypeError(`The stack has no ${name}.`);
    return found;
  };
  return {
    endpoints: {
      app: app.url ?? `http://127.0.0.1:${app.port}`,
      postgres: admin,
      postgresCells: own ? inOwnDatabase(postgresCells) : postgresCells,
      redis: redisUrl,
      ...mapped(extras, ({ endpoint }) => endpoint),
    },
    versions: {
      postgres: postgres.version,
      redis: redis.version,
      runtime: own ? (own.command ?? own.url ?? "") : await runtimeOf(composition.app, servers.python),
      ...mapped(extras, ({ version }) => version),
    },
    startParts,
    died: Promise.race(all.map(({ died }) => died)),
    logs: async (since) => logsOf(all, since),
    run: ownOptions ? moreOfOwnApp(ownOptions) : appPrograms({ ...surroundings, processes }),
    ...runWatch({ endpoint: admin, isSuperuser: true, owners: async () => () => processes.owners }),
    kill: (name, signal) => service(name).kill(signal),
    recover: (name) => service(name).recover(),
    freeze: (name) => service(name).freeze(),
    isStopped: (name) => service(name).isStopped(),
    setDurability: async (durability) => {
      const next = await settingsWith(durabilityVariables(durability));
      await setDurability(redisUrl, durability, () =>
        rm(join(runFolder, "redis", "dump.rdb"), { force: true }),
      );
      settings = next;
    },
    thaw: async (name) => service(name).thaw(),
    stop: async () => {
      for (const one of all) one.thaw();
      await stop();
    },
  };
}

function mapped<T, Result>(
  extras: Readonly<Partial<Record<ExtraName, T>>>,
  value: (extra: T) => Result,
): Partial<Record<ExtraName, Result>> {
  return Object.fromEntries(Object.entries(extras).map(([name, extra]) => [name, value(extra)]));
}

function logsOf(services: readonly Service[], since: Date): LogLine[] {
  const lines = services.flatMap((service) => service.logsSince(since));
  return lines.sort((a, b) => a.at - b.at).map(({ line }) => line);
}

function stopwatch() {
  const startParts: { name: string; ms: number }[] = [];
  const timed = async <T>(name: string, part: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await part();
    startParts.push({ name, ms: Math.round(performance.now() - begun) });
    return result;
  };
  return { startParts, timed };
}

/** Letters and digits only, because passwords stand in URLs. */
function password(): string {
  return randomBytes(18).toString("hex");
}
