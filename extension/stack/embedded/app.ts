import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brokerSettings } from "../brokers.ts";
import { serverDidNotStart } from "../errors.ts";
import type { ServerProcess } from "../server-process.ts";
import type { BrokerName, Composition, Endpoints } from "../stack.ts";
import { cleanEnvironment } from "./environment.ts";
import type { Processes } from "./processes.ts";

/** What every program of the app's folder needs to run. */
export interface AppSurroundings {
  readonly stackFolder: string;
  readonly distFolder: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly composition: Composition;
  /** The addresses of the brokers that there are. */
  readonly brokers: Partial<Pick<Endpoints, BrokerName>>;
}

export interface AppOptions extends AppSurroundings {
  readonly processes: Processes;
  /** When it must be the same as before. */
  readonly port?: number;
}

/** How long the app may take until it listens, milliseconds. */
const startDeadline = 30_000;

/** The app as it stands in the student's folder. @throws LabError naming file and line where it has a mistake */
export async function startApp(options: AppOptions): Promise<{ server: ServerProcess; port: number }> {
  const { stackFolder, processes } = options;
  const listening = Promise.withResolvers<number>();
  const server = processes.start({
    ...appProgram(options, "server.ts", [], options.port),
    endsWithin: 1_000,
    takeLine: (line) => {
      const port = portIn(line);
      if (port !== undefined) listening.resolve(port);
      return port !== undefined;
    },
  });
  const fail = (how: string) =>
    listening.reject(serverDidNotStart("app", how, server.log.lines, join(stackFolder, "app")));
  void server.ended.then(fail);
  const late = setTimeout(() => fail(`no answer in ${startDeadline / 1000} s`), startDeadline);
  try {
    return { server, port: await listening.promise };
  } finally {
    clearTimeout(late);
  }
}

/** A TypeScript file of the app's folder as a program, whichever Node runs us. */
export function appProgram(
  { stackFolder, distFolder, databaseUrl, redisUrl, composition, brokers }: AppSurroundings,
  file: string,
  args: readonly string[] = [],
  port = 0,
) {
  const folder = join(stackFolder, "app");
  return {
    service: "app",
    command: process.execPath,
    args: ["--import", pathToFileURL(join(distFolder, "app-loader.js")).href, join(folder, file), ...args],
    cwd: folder,
    env: cleanEnvironment({
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      ...brokerSettings(brokers, composition),
      HOST: "127.0.0.1",
      PORT: String(port),
      EXIT_WITH_STDIN: "1",
      ELECTRON_RUN_AS_NODE: "1",
    }),
  } as const;
}

/** The port in `{"listening": 41873}`, the one line that the app prints. */
function portIn(line: string): number | undefined {
  if (!line.startsWith('{"listening"')) return undefined;
  try {
    const port: unknown = JSON.parse(line).listening;
    return typeof port === "number" ? port : undefined;
  } catch {
    return undefined;
  }
}
