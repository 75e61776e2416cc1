import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { isAlive } from "./process-state.ts";

/** The processes that this one has started itself. PostgreSQL makes one for each connection. */
export async function childrenOf(pid: number): Promise<number[]> {
  return childrenIn(await everyParent(), pid);
}

/** Its children, theirs, and so on. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const pairs = await everyParent();
  const found = [pid];
  for (const parent of found) found.push(...childrenIn(pairs, parent));
  return found.slice(1);
}

/** Pairs of a process and its parent. */
function everyParent(): Promise<number[][]> {
  return process.platform === "linux" ? fromProc() : fromPs();
}

function childrenIn(pairs: readonly (readonly number[])[], pid: number): number[] {
  return pairs.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}

/** Not every Linux has `ps`. */
async function fromProc(): Promise<number[][]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      // The name before the state and the parent may contain brackets.
      return [Number(pid), Number(/^.*\) \S (\d+)/s.exec(stat)?.[1])];
    }),
  );
}

async function fromPs(): Promise<number[][]> {
  if (process.platform === "win32") return [];
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid="]);
  return stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
}

export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has already ended.
    }
  }
}

export async function allGone(pids: readonly number[]): Promise<void> {
  for (const pid of pids) while (await isAlive(pid)) await sleep(10);
}
