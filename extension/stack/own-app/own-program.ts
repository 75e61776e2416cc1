import { access, mkdir } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { type BrokerAddresses, brokerSettings } from "../broker-settings.ts";
import { appLoader, nodeFiles } from "../engines/embedded/app.ts";
import { cleanEnvironment } from "../engines/embedded/environment.ts";
import { besideItsServers, type Command, withTargets } from "../fence/fence.ts";
import { foldersOfPython } from "../programs/python.ts";
import type { ServerProgram } from "../server-process.ts";
import type { Composition } from "../stack.ts";
import type { OwnApp } from "./contract.ts";
import { splitCommand } from "./split-command.ts";

export interface OwnProgramOptions {
  readonly own: OwnApp;
  readonly composition: Composition;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly brokers: BrokerAddresses;
  readonly distFolder: string;
  /** The Python with the packages of the lab's own app, for an app without an environment of its own. */
  readonly python: string | undefined;
  /** Where an app of a fenced stack has its root. */
  readonly fence?: string | undefined;
}

/** Its command, with the variables that it gets. @throws LabError `own-command` */
export async function ownProgram(options: OwnProgramOptions, port: number): Promise<ServerProgram> {
  const { own, composition, databaseUrl, redisUrl, brokers, python, fence } = options;
  const { folder = "", command = "" } = own;
  const environment = await environmentIn(folder);
  const paths = [environment ?? (python === undefined ? undefined : dirname(python)), process.env.PATH];
  const env = cleanEnvironment(
    {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      ...brokerSettings(brokers, composition),
      HOST: "127.0.0.1",
      PORT: String(port),
      // The lab's Node may be that of an editor.
      ELECTRON_RUN_AS_NODE: "1",
      PATH: paths.filter((each) => each !== undefined).join(delimiter),
      // No compiled files among those that students read; each line at once, and in any language.
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONUNBUFFERED: "1",
      PYTHONUTF8: "1",
      ...(fence === undefined ? {} : withinBounds),
    },
    fence === undefined ? process.env : await homeIn(folder),
  );
  const [program = "", ...args] = splitCommand(command, env);
  const plain = { service: "app", withChildren: true, cwd: folder, endsWithin: 5_000, env } as const;
  const started = (await programOfLab(program, args, environment, options)) ?? { command: program, args };
  if (fence === undefined) return { ...plain, ...started };
  const readable = [
    ...nodeFiles(options.distFolder),
    ...(python === undefined ? [] : await foldersOfPython(python)),
  ];
  const view = { readable: withTargets(readable), writable: [folder], root: fence };
  return { ...plain, ...besideItsServers(started, view), isFenced: true };
}

/** What means a program of the lab, where the folder has no packages of its own. */
async function programOfLab(
  program: string,
  args: readonly string[],
  environment: string | undefined,
  { own: { folder = "" }, distFolder, python }: OwnProgramOptions,
): Promise<Command | undefined> {
  // The environment of the lab's own app was moved after it was made, and its scripts do not work any more.
  if (program === "uvicorn" && environment === undefined && python !== undefined)
    return { command: python, args: ["-m", "uvicorn", ...args] };
  if (program !== "node" || (await exists(join(folder, "node_modules")))) return undefined;
  // The lab's own Node, with the packages that its own app has.
  return { command: process.execPath, args: [...appLoader(distFolder), ...args] };
}

/** Go and Java size themselves by the machine, which may have more than the fence lets them take. */
const withinBounds = { GOMAXPROCS: "4", JDK_JAVA_OPTIONS: "-Xmx1g -XX:ActiveProcessorCount=4" };

/** Of a stranger's app: compilers keep there what they have made. Hidden, so that nobody takes it for code. */
async function homeIn(folder: string): Promise<NodeJS.ProcessEnv> {
  const home = join(folder, ".home");
  await mkdir(home, { recursive: true });
  return { PATH: process.env.PATH, HOME: home, TMPDIR: home };
}

/** The programs of a virtual environment in the folder. */
async function environmentIn(folder: string): Promise<string | undefined> {
  for (const name of [".venv", "venv"]) {
    const programs = join(folder, name, process.platform === "win32" ? "Scripts" : "bin");
    if (await exists(programs)) return programs;
  }
  return undefined;
}

/** True where it begins with what the lab knows to be Python. */
export const isPythonCommand = (command = "") => /^\s*(python3?|uvicorn)(\s|$)/.test(command);

/** True for an app that runs in the Python with the packages of the lab's own app. */
export async function needsPython({ folder, command }: OwnApp): Promise<boolean> {
  if (folder === undefined || !isPythonCommand(command)) return false;
  return (await environmentIn(folder)) === undefined;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
