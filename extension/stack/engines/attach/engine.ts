import { runWatch } from "../../run-watch/run-watch.ts";
import type { ServiceName } from "../../stack.ts";
import { progressText } from "../../words.ts";
import { appPrograms, runtimeOf, startApp } from "../embedded/app.ts";
import { Processes, startOrStop } from "../embedded/processes.ts";
import { Service } from "../embedded/service.ts";
import type { AttachedServers, Engine, EngineContext, RunningEngine } from "../engine.ts";
import { DatabaseLock } from "./database-lock.ts";
import { attachError } from "./errors.ts";
import { makeTopic } from "./kafka.ts";
import { withPostgres } from "./postgres.ts";
import { tryRights } from "./redis.ts";
import { findSchema, keyPrefixOf, makeSchema, requireColumns, requireUsable, topicOf } from "./schema.ts";
import { withKeyPrefix } from "./server-urls.ts";
import { readTables } from "./survey.ts";

/**
 * Servers that exist, and the app as a process of this machine. It owns only the app: when it
 * stops, schema and keys stay where they are.
 */
export class AttachEngine implements Engine {
  readonly name = "attach";

  async start(context: EngineContext): Promise<RunningEngine> {
    const { attached, signal } = context;
    if (!attached) throw new TypeError("The engine attach needs to know where the servers are.");
    signal.throwIfAborted();
    const lock = await DatabaseLock.take(attached.postgres, signal);
    const processes = new Processes(context);
    const stop = async () => {
      await processes.stop();
      await lock.release();
    };
    return startOrStop({ processes, signal, stop }, () =>
      startBeside(context, attached, processes, lock, stop),
    );
  }
}

async function startBeside(
  context: EngineContext,
  { postgres, redis, kafka }: AttachedServers,
  processes: Processes,
  lock: DatabaseLock,
  stop: () => Promise<void>,
): Promise<RunningEngine> {
  const { stackFolder, distFolder, composition, signal, progress } = context;
  progress({ text: progressText(({ makingTables }) => makingTables), fraction: 0.3 });
  const begun = performance.now();
  const id = await schemaFor(context, postgres);
  const redisUrl = withKeyPrefix(redis.url, keyPrefixOf(id));
  await tryRights({ ...redis, url: redisUrl }, signal);
  if (kafka) await prepareTopic(context, postgres, kafka, topicOf(id));
  const made = performance.now();

  progress({ text: progressText(({ startingApp }) => startingApp), fraction: 0.8 });
  const surroundings = {
    python: undefined,
    composition,
    stackFolder,
    distFolder,
    databaseUrl: postgres.url,
    redisUrl,
    brokers: kafka ? { kafka: kafka.url, kafkaTopic: topicOf(id) } : {},
  };
  const app = await startApp({ ...surroundings, processes });
  const again = async () => (await startApp({ ...surroundings, processes, port: app.port })).server;
  const service = new Service({ ...context, server: app.server, again });
  return {
    endpoints: {
      app: `http://127.0.0.1:${app.port}`,
      postgres: postgres.url,
      redis: redisUrl,
      ...(kafka && { kafka: kafka.url }),
    },
    versions: {
      postgres: postgres.version,
      redis: redis.version,
      // Kafka does not tell its clients its version.
      ...(kafka && { kafka: "?" }),
      runtime: await runtimeOf("node", undefined),
    },
    startParts: [
      { name: "schema", ms: Math.round(made - begun) },
      { name: "app", ms: Math.round(performance.now() - made) },
    ],
    died: Promise.race([service.died, lock.lost]),
    logs: async (since) => service.logsSince(since).map(({ line }) => line),
    run: appPrograms({ ...surroundings, processes }),
    // The servers may be on another machine, and are not the lab's to look into.
    ...runWatch({ endpoint: postgres.url, isSuperuser: false }),
    kill: async (name, fault) => ours(name, service).kill(fault),
    recover: async (name) => ours(name, service).recover(),
    freeze: async (name) => ours(name, service).freeze(),
    isStopped: async (name) => ours(name, service).isStopped(),
    thaw: async (name) => {
      if (name === "app") service.thaw();
    },
    setDurability: async () => {
      throw attachError("not-our-server", { durability: true });
    },
    stop: async () => {
      service.thaw();
      await stop();
    },
  };
}

function ours(name: ServiceName, app: Service): Service {
  if (name === "app") return app;
  throw attachError("not-our-server", { service: name });
}

/** Makes the topic, and notes it in the schema, so that removing the lab can remove the topic as well. */
async function prepareTopic(
  { composition, signal }: EngineContext,
  postgres: AttachedServers["postgres"],
  kafka: NonNullable<AttachedServers["kafka"]>,
  topic: string,
): Promise<void> {
  const topicId = await makeTopic(kafka, topic, composition.partitions ?? 1, signal);
  const note = "INSERT INTO surge_lab.kafka_offsets VALUES ($1, 0, 0) ON CONFLICT DO NOTHING";
  await withPostgres(postgres, signal, (client) => client.query(note, [topicId]));
}

/** Checks the schema again, now that the lock is held, and makes it. @returns the id of the schema */
async function schemaFor(
  { stackFolder, signal }: EngineContext,
  { name, ...address }: AttachedServers["postgres"],
): Promise<string> {
  const tables = await readTables(stackFolder);
  return withPostgres({ name, ...address }, signal, async (client) => {
    const found = await findSchema(client);
    requireUsable(found, name);
    if (found) requireColumns(tables, found);
    return makeSchema(client, tables, found);
  });
}
