import { realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Processes } from "../engines/embedded/processes.ts";
import type { RunningEngine } from "../engines/engine.ts";
import { freePort } from "../free-port.ts";
import type { ServerProcess } from "../server-process.ts";
import type { StackProgress } from "../stack.ts";
import { progressText } from "../words.ts";
import type { OwnApp } from "./contract.ts";
import { ownAppError } from "./errors.ts";
import { isOpen } from "./is-open.ts";
import { listeningAddresses } from "./listening.ts";
import { type OwnProgramOptions, ownProgram } from "./own-program.ts";

/** How long the app may take until it listens, and how long it may listen elsewhere before that is said. Seconds. */
const usualPatience = { start: 60, elsewhere: 5 };
/** Behind a fence a compiler begins without what it has made before. */
const fencedPatience = { ...usualPatience, start: 180 };
const lookEveryMs = 50;
const tellEveryMs = 1_000;
/** Of its log, in an error. */
const mostLines = 12;

/** Where Node itself was, which says nothing of the app and would push out what does. */
const ofNode = /^\s+at .*\((node:internal\/|.*app-loader\.js:)/;

interface OwnAppOptions extends OwnProgramOptions {
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
  const { own, signal, progress, fence } = options;
  const { patience = fence === undefined ? usualPatience : fencedPatience } = options;
  if (own.url !== undefined) return reach(own.url, { signal, progress, patience });
  const port = options.port ?? (await freePort());
  const server = options.processes.start(await ownProgram(options, port));
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
  const lines = () =>
    server.log.lines.filter((line) => line.trim() !== "" && !ofNode.test(line)).slice(-mostLines);
  let elsewhere: number | undefined;
  for (let told = begun; ; ) {
    if (end !== undefined) {
      const program = missingProgram(end, lines());
      if (program !== undefined) throw ownAppError("own-program", { program });
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

/** Its name, where that is why nothing ran; behind a fence it is the fence that says so. */
function missingProgram(end: string, lines: readonly string[]): string | undefined {
  const behindFence = end === "exit code 127" ? lines.at(-1) : undefined;
  const [, program] =
    /^spawn (.*) ENOENT$/.exec(end) ?? /failed to execute (.*?):/.exec(behindFence ?? "") ?? [];
  return program;
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
