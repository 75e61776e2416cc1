import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serverDidNotStart } from "../errors.ts";
import { cleanEnvironment } from "./environment.ts";
import type { Processes } from "./processes.ts";
import type { ServerProcess } from "./server-process.ts";

export interface AppOptions {
  readonly stackFolder: string;
  readonly distFolder: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly processes: Processes;
}

/** How long the app may take until it listens, milliseconds. */
const startDeadline = 30_000;

/** The app as it stands in the student's folder. @throws LabError naming file and line where it has a mistake */
export async function startApp(options: AppOptions): Promise<{ server: ServerProcess; port: number }> {
  const { stackFolder, distFolder, processes } = options;
  const listening = Promise.withResolvers<number>();
  const server = processes.start({
    service: "app",
    command: process.execPath,
    args: [
      "--import",
      pathToFileURL(join(distFolder, "app-loader.js")).href,
      join(stackFolder, "app", "server.ts"),
    ],
    cwd: join(stackFolder, "app"),
    env: cleanEnvironment({
      DATABASE_URL: options.databaseUrl,
      REDIS_URL: options.redisUrl,
      HOST: "127.0.0.1",
      PORT: "0",
      EXIT_WITH_STDIN: "1",
      ELECTRON_RUN_AS_NODE: "1",
    }),
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
