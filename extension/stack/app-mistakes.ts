import { fileURLToPath } from "node:url";
import type { LabError } from "../common/lab-error.ts";
import { stackError } from "./errors.ts";

/** An app's folder in `lab-stack`, and the path under which its log names it. */
export interface AppFolder {
  readonly name: string;
  readonly path: string;
}

interface Mistake {
  readonly place: string;
  readonly message: string;
}

/** The error that names file and line of a mistake in the app; undefined where its log tells of none. */
export function appMistakeIn(log: readonly string[], app: AppFolder): LabError | undefined {
  const place = endlessPlace(log, app);
  if (place !== undefined) return stackError("app-endless", { place });
  const mistake = missingModule(log, app) ?? pythonMistake(log, app) ?? nodeMistake(log, app);
  if (!mistake) return undefined;
  const message = mistake.message.replace(/\.+$/, "");
  return stackError("app-mistake", { ...mistake, message });
}

/** Where the app's thread has been busy for 5 s, as its second thread says in the log. */
export function busyPlaceIn(log: readonly string[]): string | undefined {
  for (const line of log) {
    const [, place] = /The app has not answered for 5 s: its one thread is busy in (.+)\.$/.exec(line) ?? [];
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The same where it is a strategy that keeps the app busy: its path in the folder of the lab. */
export function endlessPlace(log: readonly string[], { name }: AppFolder): string | undefined {
  const place = busyPlaceIn(log);
  return place && /^strategies\/.+:\d+$/.test(place) ? `lab-stack/${name}/${place}` : undefined;
}

/** The message names the faulty file itself; its stack trace leads elsewhere. */
function missingModule(log: readonly string[], app: AppFolder): Mistake | undefined {
  for (const line of log) {
    const [, missing, importer] =
      /Cannot find (?:package|module) '([^']+)' imported from (.+)$/.exec(line) ?? [];
    if (missing !== undefined && importer !== undefined) {
      return { place: placeOf(importer, app), message: `Cannot find ${placeOf(missing, app)}` };
    }
  }
  return undefined;
}

/** A path of the app as a student knows it, anything else as it is. */
function placeOf(path: string, { name }: AppFolder): string {
  const plain = path.replaceAll("\\", "/");
  const start = plain.lastIndexOf(`lab-stack/${name}/`);
  return start === -1 ? plain : plain.slice(start);
}

/** Node: the first line of the log that names a file of the app and a line in it: `…/naive.ts:12`. */
function nodeMistake(log: readonly string[], app: AppFolder): Mistake | undefined {
  for (const [index, line] of log.entries()) {
    const [, path, row] = /((?:file:\/\/\/|\/|[A-Za-z]:\\).*?\.[cm]?[jt]s):(\d+)/.exec(line) ?? [];
    if (path === undefined || path.includes("node_modules")) continue;
    const file = path.startsWith("file:") ? fileURLToPath(path) : path;
    if (!file.startsWith(app.path)) continue;
    const own = /:\d+:\d+: (.+)$/.exec(line)?.[1];
    const complaint = [...log.slice(0, index + 1)].reverse().concat(log.slice(index)).find(isComplaint);
    return { place: rowOf(file, row, app), message: own ?? complaint?.trim() ?? line };
  }
  return undefined;
}

/** Python: the last such line before the complaint, which comes at the end: `  File "…/naive.py", line 12, in hit`. */
function pythonMistake(log: readonly string[], app: AppFolder): Mistake | undefined {
  const end = log.findIndex((line) => /^[\w.]+(?:Error|Exception)\b/.test(line));
  const before = log.slice(0, end).reverse();
  for (const line of end === -1 ? [] : before) {
    const [, file = "", row] = /^ +File "(.+)", line (\d+)/.exec(line) ?? [];
    if (file.startsWith(app.path)) return { place: rowOf(file, row, app), message: log[end] ?? "" };
  }
  return undefined;
}

function rowOf(file: string, row: string | undefined, { name, path }: AppFolder): string {
  return `lab-stack/${name}/${file.slice(path.length + 1).replaceAll("\\", "/")}:${row}`;
}

/** A line that says what went wrong. */
export function isComplaint(line: string): boolean {
  return /^\s*(?:Uncaught )?[\w.]*Error\b.*:/.test(line);
}
