import { type ChildProcess, spawn } from "node:child_process";
import { onLines } from "../lines.ts";

export interface ProgramOptions {
  readonly signal?: AbortSignal;
  readonly cwd?: string;
  /** Instead of this process's own environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** The program is ended after this time, milliseconds. */
  readonly timeout?: number;
  /** Each line as it comes, of stdout and of stderr. */
  readonly onLine?: (line: string) => void;
  /** Its standard input stays open, and empty, for as long as this process lives. Otherwise it has none. */
  readonly holdsInput?: boolean;
  /** Called with the process as soon as it has an id. */
  readonly onStart?: (child: ChildProcess) => void;
}

export interface ProgramResult {
  /** null when the program was ended from outside, or took too long. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Longer output loses its beginning. Characters. */
const outputLimit = 1_000_000;

/**
 * Runs a program to its end, without a shell. It has a process group of its own, so that ending it ends
 * what it started. Resolves or rejects only when it is gone.
 * @throws AbortError when the signal fires; the system's error (`code: "ENOENT"`) when there is no such program
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const { signal, cwd, env, timeout, onLine, holdsInput = false, onStart } = options;
  signal?.throwIfAborted();
  const child = spawn(program, args, {
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    stdio: [holdsInput ? "pipe" : "ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const result = { code: null as number | null, stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    const stream = child[name];
    if (!stream) continue;
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      result[name] = (result[name] + text).slice(-outputLimit);
    });
    if (onLine) onLines(stream, onLine);
  }

  let unstick: NodeJS.Timeout | undefined;
  const end = () => {
    endGroup(child, "SIGTERM");
    unstick ??= setTimeout(() => endGroup(child, "SIGKILL"), 500);
  };
  const late = timeout === undefined ? undefined : setTimeout(end, timeout);
  signal?.addEventListener("abort", end, { once: true });
  try {
    if (child.pid !== undefined) onStart?.(child);
    result.code = await closed(child);
  } finally {
    clearTimeout(late);
    clearTimeout(unstick);
    signal?.removeEventListener("abort", end);
  }
  signal?.throwIfAborted();
  return result;
}

function closed(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    // Windows has no process groups; taskkill ends the whole tree.
    spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore", windowsHide: true }).on(
      "error",
      () => child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}

/** True for the system's "no such program". */
export function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
