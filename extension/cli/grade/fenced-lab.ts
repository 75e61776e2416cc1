import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ExerciseName } from "../../actions/exercises/exercise-name.ts";
import { handedIn } from "../../actions/exercises/handed-in.ts";
import type { Language } from "../../common/language.ts";
import { type OwnCode, ownFolder, type Program } from "../../report/class/students.ts";
import type { LabReport } from "../../report/lab-report.ts";
import { readReport } from "../../report/verify-report.ts";
import { makeRunFolder } from "../../stack/engines/embedded/run-folders.ts";
import { allowEveryone, postgresUser, temporaryFolder } from "../../stack/engines/embedded/unprivileged.ts";
import { onOwnNetwork, withTargets } from "../../stack/fence/fence.ts";
import { removeFolder } from "../../stack/leftovers.ts";
import { runProgram } from "../../stack/programs/run-program.ts";
import type { AppName } from "../../stack/stack.ts";
import { distFolder, storageFolder } from "../folders.ts";
import { fencedVariable } from "../lab-run.ts";

/** Code for an exercise, whoever has handed it in. */
export type Text = Program & { readonly exercise: ExerciseName };

/** The app that it is written for; beside an own app the lab's own tools are those of Node. */
export const appOfText = (text: Program): AppName => ("app" in text ? text.app : "node");

export interface FencedRun {
  readonly notebook: string;
  readonly app: AppName;
  readonly code?: Text;
  readonly language: Language;
  readonly signal: AbortSignal;
  /** False: the teacher has agreed to run it with their own rights. */
  readonly fenced: boolean;
  /** What the Python of the lab is made of, where one is needed and found. */
  readonly python?: readonly string[] | undefined;
}

/** A start that compiles may take three minutes, and a check takes less than two. Milliseconds. */
const patience = 300_000;

/**
 * Runs a notebook in a lab folder of its own, in a process of its own: the same lab as in a terminal. Nothing of it is left.
 * @returns its report; `late` without one where it took too long; else its last words
 * @throws AbortError
 */
export async function runFenced({
  notebook,
  app,
  code,
  language,
  signal,
  fenced,
  python = [],
}: FencedRun): Promise<{ readonly report: LabReport } | { readonly late: boolean; readonly words: string }> {
  const folder = await makeRunFolder(await temporaryFolder(await postgresUser()));
  try {
    // PostgreSQL's user has to pass.
    await chmod(folder, 0o711);
    const lab = path.join(folder, "lab");
    await copyLab(lab);
    const fault = code && (await writeCode(lab, code).then(() => undefined, faultOfPaths));
    if (fault !== undefined) return { late: false, words: fault };
    // Whoever the app runs as must be able to read it.
    await allowEveryone(lab);
    const file = path.join(lab, "check.lab.md");
    const written = path.join(lab, "check.json");
    await writeFile(file, notebook);
    const args = [path.join(distFolder, "cli.js"), file, "--engine", "embedded", "--app", app];
    const own = {
      command: process.execPath,
      args: [...args, "--lang", language, "--json", written],
    };
    const root = path.join(folder, "root");
    const program = fenced ? onOwnNetwork(own, { readable: needed(python), writable: [folder], root }) : own;
    const begun = performance.now();
    const { stdout, stderr } = await runProgram(program.command, program.args, {
      env: environment(folder, fenced, python),
      signal,
      timeout: patience,
      // It ends when this process does.
      holdsInput: true,
    });
    const report = await readFile(written, "utf8").catch(() => undefined);
    if (report !== undefined) return { report: readReport(report, "check.json") };
    return { late: performance.now() - begun >= patience, words: (stderr || stdout).trim().slice(-1_000) };
  } finally {
    await openFolders(path.join(folder, "lab", ownFolder));
    await removeFolder(folder);
  }
}

/** What belongs to an app it may also have shut. */
async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700).catch(() => {});
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await openFolders(path.join(folder, entry.name));
}

async function writeCode(lab: string, code: Text): Promise<void> {
  if ("files" in code) return writeApp(path.join(lab, ownFolder), code);
  const { exercise, app, strategy, text } = code;
  const options = { stackFolder: path.join(lab, "lab-stack"), app };
  const file = handedIn({ options }, exercise, strategy);
  await mkdir(path.dirname(file.path), { recursive: true });
  await writeFile(file.path, text);
}

/** A report that was written by hand may name files that cannot be beside each other. @throws what is not its fault */
function faultOfPaths(error: unknown): string {
  if (!(error instanceof Error && "code" in error)) throw error;
  if (!["EEXIST", "EISDIR", "ENOTDIR", "ENAMETOOLONG"].some((code) => code === error.code)) throw error;
  return error.message;
}

/** A report knows of no rights, and any of them may be a program. */
async function writeApp(folder: string, { files }: OwnCode): Promise<void> {
  await mkdir(folder);
  for (const file of files) {
    const full = path.join(folder, file.path);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, file.text, { mode: 0o755 });
  }
}

/** Without what another one has written there. */
async function copyLab(lab: string): Promise<void> {
  await mkdir(lab);
  const stack = path.join(distFolder, "..", "lab-stack");
  const isShipped = (source: string) =>
    path.basename(source) !== "node_modules" && !/^yours\b/.test(path.basename(source));
  await cp(stack, path.join(lab, "lab-stack"), { recursive: true, filter: isShipped });
}

/** What the lab and its servers are made of. Nothing else of the machine is there, not even to be read. */
function needed(python: readonly string[]): string[] {
  const folders = [path.join(distFolder, "..")];
  for (let above = path.dirname(distFolder); above !== path.dirname(above); above = path.dirname(above))
    folders.push(path.join(above, "node_modules"));
  const paths = [...folders, process.execPath, storageFolder(), "/etc", ...python];
  return withTargets(paths.filter((one) => existsSync(one)));
}

/** No variable of the teacher's, but for those that find programs. A Python may be reached by what is not seen within. */
function environment(folder: string, fenced: boolean, python: readonly string[]): NodeJS.ProcessEnv {
  const bins = fenced ? python.map((prefix) => path.join(prefix, "bin")) : [];
  return {
    PATH: [...bins, process.env.PATH].join(path.delimiter),
    TMPDIR: folder,
    XDG_CACHE_HOME: path.dirname(storageFolder()),
    ...(fenced && { [fencedVariable]: "1" }),
  };
}
