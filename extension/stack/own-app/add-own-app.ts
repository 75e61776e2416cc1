import { type Processes, startOrStop } from "../engines/embedded/processes.ts";
import { Service } from "../engines/embedded/service.ts";
import type { EngineContext, RunningEngine } from "../engines/engine.ts";
import type { ServiceName } from "../stack.ts";
import { progressText } from "../words.ts";
import type { OwnApp } from "./contract.ts";
import { inOwnDatabase, makeOwnDatabase } from "./database.ts";
import { ownAppError } from "./errors.ts";
import { moreOfOwnApp, startOwnApp } from "./start-own-app.ts";

type Context = Pick<
  EngineContext,
  "composition" | "distFolder" | "python" | "signal" | "progress" | "owns" | "disowns"
>;

/**
 * Containers without an app, and the student's own app next to them, as a process of this machine.
 * @param processes those of the app, and no other
 */
export async function addOwnApp(
  context: Context,
  own: OwnApp,
  servers: RunningEngine,
  processes: Processes,
): Promise<RunningEngine> {
  const { signal, progress, python, distFolder, composition } = context;
  const { endpoints } = servers;
  progress({ text: progressText(({ startingApp }) => startingApp), fraction: 0.9 });
  const begun = performance.now();
  const databaseUrl = await makeOwnDatabase(endpoints.postgres);
  const { rabbitmq, kafka } = endpoints;
  const brokers = { ...(rabbitmq !== undefined && { rabbitmq }), ...(kafka !== undefined && { kafka }) };
  const common = { own, composition, databaseUrl, redisUrl: endpoints.redis, brokers, distFolder, python };
  const options = { ...common, processes, signal, progress };
  const start = (port?: number) => startOwnApp({ ...options, ...(port !== undefined && { port }) });
  const app = await startOrStop({ processes, signal, stop: () => processes.stop() }, () => start());
  const again = async () => {
    const { server } = await start(app.port);
    if (!server) throw ownAppError("own-not-started", { service: "app" });
    return server;
  };
  const service = app.server && new Service({ ...context, server: app.server, again });
  const appItself = () => {
    if (service) return service;
    throw ownAppError("own-not-started", { service: "app" });
  };
  const isApp = (name: ServiceName) => name === "app";
  const { postgresCells = endpoints.postgres } = endpoints;
  return {
    ...servers,
    endpoints: { ...endpoints, app: app.url, postgresCells: inOwnDatabase(postgresCells) },
    versions: { ...servers.versions, runtime: own.command ?? app.url },
    startParts: [...servers.startParts, { name: "app", ms: Math.round(performance.now() - begun) }],
    died: service ? Promise.race([servers.died, service.died]) : servers.died,
    logs: async (since) => {
      const ofApp = service?.logsSince(since).map(({ line }) => line) ?? [];
      return [...(await servers.logs(since)), ...ofApp];
    },
    run: moreOfOwnApp(options),
    kill: async (name, fault) => (isApp(name) ? appItself().kill(fault) : servers.kill(name, fault)),
    recover: async (name) => (isApp(name) ? appItself().recover() : servers.recover(name)),
    freeze: async (name) => (isApp(name) ? appItself().freeze() : servers.freeze(name)),
    isStopped: async (name) => (isApp(name) ? appItself().isStopped() : servers.isStopped(name)),
    thaw: async (name) => (isApp(name) ? service?.thaw() : servers.thaw(name)),
    stop: async () => {
      service?.thaw();
      await processes.stop();
      await servers.stop();
    },
  };
}
