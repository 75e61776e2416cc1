import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface CliRun {
  readonly child: ChildProcess;
  /** Exit code, or the signal that ended it; what it printed. */
  readonly ended: Promise<{ code: number | NodeJS.Signals; stdout: string; stderr: string }>;
  /** Resolves when the text has been printed; rejects when the CLI ends without it. */
  says(text: string): Promise<void>;
  /** The same, of what it prints about how far it is. */
  warns(text: string): Promise<void>;
}

/** The command line as `npm run lab` starts it; embedded, in English, unless the arguments say otherwise. */
export function startCli(args: readonly string[], env: NodeJS.ProcessEnv = {}): CliRun {
  const cli = join(process.env.SURGE_LAB_DIST ?? join(root, "dist"), "cli.js");
  const child = spawn(process.execPath, ["--enable-source-maps", cli, ...args], {
    cwd: root,
    env: { ...process.env, LC_ALL: "C.UTF-8", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Awaited<CliRun["ended"]>>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? signal ?? -1, stdout, stderr }));
  });
  const shows = (stream: Readable, printed: () => string, text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => printed().includes(text) && resolve();
      stream.on("data", look);
      look();
      void ended.then(() => reject(new Error(`It ended without “${text}”:\n${stdout}\n${stderr}`)));
    });
  return {
    child,
    ended,
    says: (text) => shows(child.stdout, () => stdout, text),
    warns: (text) => shows(child.stderr, () => stderr, text),
  };
}

export const runCli = (args: readonly string[], env?: NodeJS.ProcessEnv) => startCli(args, env).ended;
