import { access, realpath, stat } from "node:fs/promises";
import { delimiter, dirname, join, relative, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { type BrokerAddresses, brokerSettings } from "../broker-settings.ts";
import { cleanEnvironment } from "../engines/embedded/environment.ts";
import type { Processes } from "../engines/embedded/processes.ts";
import type { RunningEngine } from "../engines/engine.ts";
import { freePort } from "../free-port.ts";
import type { ServerProcess } from "../server-process.ts";
import type { Composition, StackProgress } from "../stack.ts";
import { progressText } from "../words.ts";
import type { OwnApp } from "./contract.ts";
import { ownAppError } from "./errors.ts";
import { isOpen } from "./is-open.ts";
import { listeningAddresses } from "./listening.ts";
import { splitCommand } from "./split-command.ts";

/** How long the app may take until it listens, and how long it may listen elsewhere before that is said. Seconds. */
const usualPatience = { start: 60, elsewhere: 5 };
const lookEveryMs = 50;
const tellEveryMs = 1_000;
/** Of its log, in an error. */
const mostLines = 12;

interface OwnAppOptions {
  readonly own: OwnApp;
  readonly composition: Composition;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly brokers: BrokerAddresses;
  readonly distFolder: string;
  /** The Python with the packages of the lab's own app, for an app without an environment of its own. */
  readonly python: string | undefined;
  readonly processes: Processes;
  /** Ends the wait for the app. */
  readonly signal: AbortSignal;
  readonly progress: (update: StackProgress) => void;
  /** When it must be the same as before. */
  readonly port?: number;
  readonly patience?: typeof usualPatience;
}

type Wait = Required<Pick<OwnAppOptions, "signal" | "progress" | "patience">>;

/** An app of the student's, as its cell starts it; resolves when it listens. Without a command it must listen already. */
export async function startOwnApp(
  options: OwnAppOptions,
): Promise<{ server?: ServerProcess; port: number; url: string }> {
  const { own, signal, progress, patience = usualPatience } = options;
  if (own.url !== undefined) return reach(own.url, { signal, progress, patience });
  const port = options.port ?? (await freePort());
  const server = options.processes.start(await programOf(options, port));
  try {
    await untilItListens(server, port, { signal, progress, patience });
    return { server, port, url: `http://127.0.0.1:${port}` };
  } catch (error) {
    await server.end();
    throw error;
  }
}

/** One more process of the app beside the first, on a port of its own; it takes no other request. */
export function moreOfOwnApp(options: Omit<OwnAppOptions, "port">): RunningEngine["run"] {
  return async () => {
    const { server } = await startOwnApp(options);
    if (!server) throw ownAppError("own-not-started", { service: "app" });
    return server;
  };
}

async function programOf(
  { own, composition, databaseUrl, redisUrl, brokers, distFolder, python }: OwnAppOptions,
  port: number,
) {
  const { folder = "", command = "" } = own;
  const environment = await environmentIn(folder);
  const paths = [environment ?? (python === undefined ? undefined : dirname(python)), process.env.PATH];
  const env = cleanEnvironment({
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    ...brokerSettings(brokers, composition),
    HOST: "127.0.0.1",
    PORT: String(port),
    PATH: paths.filter((each) => each !== undefined).join(delimiter),
    // No compiled files among those that students read; each line at once, and in any language.
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUNBUFFERED: "1",
    PYTHONUTF8: "1",
  });
  const [program = "", ...args] = splitCommand(command, env);
  const plain = { service: "app", withChildren: true, cwd: folder, endsWithin: 5_000, env } as const;
  // The environment of the lab's own app was moved after it was made, and its scripts do not work any more.
  if (program === "uvicorn" && environment === undefined && python !== undefined)
    return { ...plain, command: python, args: ["-m", "uvicorn", ...args] };
  if (program === "node" && !(await exists(join(folder, "node_modules")))) {
    // The lab's own Node, with the packages that its own app has.
    const loader = ["--import", pathToFileURL(join(distFolder, "app-loader.js")).href];
    return {
      ...plain,
      command: process.execPath,
      args: [...loader, ...args],
      env: { ...env, ELECTRON_RUN_AS_NODE: "1" },
    };
  }
  return { ...plain, command: program, args };
}

/** The programs of a virtual environment in the folder. */
async function environmentIn(folder: string): Promise<string | undefined> {
  for (const name of [".venv", "venv"]) {
    const programs = join(folder, name, process.platform === "win32" ? "Scripts" : "bin");
    if (await exists(programs)) return programs;
  }
  return undefined;
}

/** True for an app that runs in the Python with the packages of the lab's own app. */
export async function needsPython({ folder, command }: OwnApp): Promise<boolean> {
  if (folder === undefined || !/^\s*(python3?|uvicorn)(\s|$)/.test(command ?? "")) return false;
  return (await environmentIn(folder)) === undefined;
}

async function untilItListens(
  server: ServerProcess,
  port: number,
  { signal, progress, patience }: Wait,
): Promise<void> {
  let end: string | undefined;
  void server.ended.then((how) => {
    end = how;
  });
  const begun = performance.now();
  const secondsSince = (then: number) => Math.floor((performance.now() - then) / 1000);
  const lines = () => server.log.lines.filter((line) => line.trim() !== "").slice(-mostLines);
  let elsewhere: number | undefined;
  for (let told = begun; ; ) {
    if (end !== undefined) {
      if (/ENOENT/.test(end))
        throw ownAppError("own-program", { program: /spawn (.*) ENOENT/.exec(end)?.[1] ?? "" });
      throw ownAppError("own-ended", { how: end, lines: lines() });
    }
    if (await isOpen("127.0.0.1", port)) return;
    const seconds = secondsSince(begun);
    if (seconds >= patience.start) throw ownAppError("own-silent", { port, seconds, lines: lines() });
    if (performance.now() - told > tellEveryMs) {
      told = performance.now();
      progress({
        text: progressText(({ waitingForOwnApp }) => waitingForOwnApp(port, seconds)),
        fraction: 0.9,
      });
      const addresses = await listeningAddresses(server.pid ?? 0);
      elsewhere = addresses.length > 0 ? (elsewhere ?? told) : undefined;
      if (elsewhere !== undefined && secondsSince(elsewhere) >= patience.elsewhere)
        throw ownAppError("own-elsewhere", { port, addresses });
    }
    await sleep(lookEveryMs, undefined, { signal });
  }
}

async function reach(url: string, { signal, progress, patience }: Wait) {
  const { hostname, port: text } = new URL(url);
  const port = Number(text || 80);
  for (let seconds = 0; ; seconds += 1) {
    if (await isOpen(hostname.replace(/[[\]]/g, ""), port)) return { port, url };
    if (seconds >= patience.start) throw ownAppError("own-away", { url, seconds });
    progress({
      text: progressText(({ waitingForOwnApp }) => waitingForOwnApp(port, seconds)),
      fraction: 0.9,
    });
    await sleep(tellEveryMs, undefined, { signal });
  }
}

/** The folder of the app, absolute. @throws LabError where it is none, or leads out of the lab folder */
export async function placeOwnApp(own: OwnApp, labFolder: string): Promise<OwnApp> {
  if (own.folder === undefined) return own;
  const refuse = (cause: unknown) =>
    ownAppError("own-folder", { folder: own.folder ?? "", cause }, { cause });
  try {
    const [lab, folder] = [await realpath(labFolder), await realpath(join(labFolder, own.folder))];
    const way = relative(lab, folder);
    if (way === ".." || way.startsWith(`..${sep}`) || join(lab, way) !== folder)
      throw ownAppError("own-folder-outside", { folder: own.folder, lab });
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error("ENOTDIR"), { code: "ENOTDIR" });
    return { ...own, folder };
  } catch (error) {
    throw error instanceof Error && "code" in error && /^E[A-Z]+$/.test(String(error.code))
      ? refuse(error)
      : error;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
