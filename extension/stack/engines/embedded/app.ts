import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { endlessPlace } from "../../app-mistakes.ts";
import { apps } from "../../apps.ts";
import { type BrokerAddresses, brokerSettings } from "../../broker-settings.ts";
import { appSettings } from "../../composition-settings.ts";
import { besideItsServers, withTargets } from "../../fence/fence.ts";
import { foldersOfPython } from "../../programs/python.ts";
import { runProgram } from "../../programs/run-program.ts";
import type { ServerProcess } from "../../server-process.ts";
import type { AppName, Composition } from "../../stack.ts";
import { serverDidNotStart } from "../../start-trouble.ts";
import type { RunningEngine } from "../engine.ts";
import { cleanEnvironment } from "./environment.ts";
import type { Processes } from "./processes.ts";

/** What every program of the app's folder needs. */
interface AppSurroundings {
  /** The Python with the packages of an app in Python. */
  readonly python: string | undefined;
  readonly stackFolder: string;
  readonly distFolder: string;
  readonly databaseUrl: string;
  /** PostgreSQL itself, where the other URL is that of PgBouncer. */
  readonly directUrl?: string;
  readonly redisUrl: string;
  readonly composition: Composition;
  /** The addresses of the brokers that there are. */
  readonly brokers: BrokerAddresses;
  /** Where the app of a fenced stack has its root. */
  readonly fence?: string | undefined;
}

export interface AppOptions extends AppSurroundings {
  readonly processes: Processes;
  /** When it must be the same as before. */
  readonly port?: number;
}

/** How long the app may take until it listens, and how long where a strategy keeps it from that. Milliseconds. */
const startDeadline = 30_000;
const busyDeadline = 10_000;
const lookEvery = 500;

/** The app as it stands in the student's folder. @throws LabError naming file and line where it has a mistake */
export async function startApp(options: AppOptions): Promise<{ server: ServerProcess; port: number }> {
  const { stackFolder, processes } = options;
  const { folder, extension } = apps[options.composition.app];
  const listening = Promise.withResolvers<number>();
  const server = processes.start({
    ...(await appProgram(options, `server${extension}`, [], options.port)),
    endsWithin: 1_000,
    takeLine: (line) => {
      const port = portIn(line);
      if (port !== undefined) listening.resolve(port);
      return port !== undefined;
    },
  });
  const own = { name: folder, path: join(stackFolder, folder) };
  const fail = (how: string) => listening.reject(serverDidNotStart("app", how, server.log.lines, own));
  void server.ended.then(fail);
  const begun = performance.now();
  const late = setInterval(() => {
    const deadline = endlessPlace(server.log.lines, own) === undefined ? startDeadline : busyDeadline;
    if (performance.now() - begun > deadline) fail(`no answer in ${deadline / 1000} s`);
  }, lookEvery);
  try {
    return { server, port: await listening.promise };
  } finally {
    clearInterval(late);
  }
}

/** A file of the app's folder as a program, run by our own Node. */
async function appProgram(
  surroundings: AppSurroundings,
  file: string,
  args: readonly string[] = [],
  port = 0,
) {
  const { python, stackFolder, distFolder, databaseUrl, directUrl, redisUrl } = surroundings;
  const { composition, brokers, fence } = surroundings;
  const { app } = composition;
  const folder = join(stackFolder, apps[app].folder);
  const words = [join(folder, file), ...args];
  const program =
    app === "node"
      ? { command: process.execPath, args: [...appLoader(distFolder), ...words] }
      : { command: pythonOf(python), args: words };
  return {
    service: "app",
    withChildren: true,
    ...(fence === undefined
      ? program
      : {
          ...besideItsServers(program, { readable: await filesOfApp(surroundings, folder), root: fence }),
          isFenced: true,
        }),
    cwd: folder,
    // What else the environment says is none of a stranger's business.
    env: cleanEnvironment(
      {
        DATABASE_URL: databaseUrl,
        PGBOUNCER: directUrl === undefined ? "" : "1",
        REDIS_URL: redisUrl,
        ...brokerSettings(brokers, composition),
        ...appSettings(composition),
        HOST: "127.0.0.1",
        PORT: String(port),
        EXIT_WITH_STDIN: "1",
        ELECTRON_RUN_AS_NODE: "1",
        // No compiled files among those that students read; each line at once, and in any language.
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONUNBUFFERED: "1",
        PYTHONUTF8: "1",
      },
      fence === undefined ? process.env : { PATH: process.env.PATH },
    ),
  } as const;
}

/** What the app is made of. */
async function filesOfApp(
  { composition, python, distFolder }: AppSurroundings,
  folder: string,
): Promise<string[]> {
  if (composition.app === "fastapi")
    return withTargets([folder, ...(await foldersOfPython(pythonOf(python)))]);
  return withTargets([folder, ...nodeFiles(distFolder)]);
}

/** By it our own Node reads the app's types, and finds its packages. */
export const appLoader = (distFolder: string) => [
  "--import",
  pathToFileURL(join(distFolder, "app-loader.js")).href,
];

/** Our own Node, and what that needs. */
export function nodeFiles(distFolder: string): string[] {
  const loader = ["app-loader.js", "app-types.js", "app-modules"].map((name) => join(distFolder, name));
  return [process.execPath, ...loader];
}

/** Runs other programs of the app's folder next to it. */
export function appPrograms({ processes, ...surroundings }: AppOptions): RunningEngine["run"] {
  const { databaseUrl, directUrl = databaseUrl } = surroundings;
  return async ({ file, args, pastPgbouncer = false }, onLine) =>
    processes.start({
      ...(await appProgram(
        { ...surroundings, databaseUrl: pastPgbouncer ? directUrl : databaseUrl },
        file,
        args,
      )),
      endsWithin: 5_000,
      takeLine: (line) => {
        onLine(line);
        return true;
      },
    });
}

/** The runtime of the app: "Node 24.21.0". */
export async function runtimeOf(app: AppName, python: string | undefined): Promise<string> {
  if (app === "node") return `${apps.node.runtime} ${process.versions.node}`;
  const { stdout } = await runProgram(pythonOf(python), ["--version"], { timeout: 10_000 });
  return stdout.trim();
}

function pythonOf(python: string | undefined): string {
  if (python === undefined) throw new TypeError("The app in Python needs to know where its Python is.");
  return python;
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
