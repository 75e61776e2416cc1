import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { isAlive } from "./process-state.ts";

/** A process, its parent, and its group. */
type Kin = readonly number[];

/** The processes that this one has started itself. PostgreSQL makes one for each connection. */
export async function childrenOf(pid: number): Promise<number[]> {
  return childrenIn(await everyProcess(), pid);
}

/** Its children, theirs, and so on. */
export async function descendantsOf(pid: number): Promise<number[]> {
  return descendantsIn(await everyProcess(), pid);
}

/** The leader of a group with everyone in it and all its descendants: orphans stay in the group, children may leave it. */
export async function familyOf(leader: number): Promise<number[]> {
  const all = await everyProcess();
  const members = all.flatMap(([pid = 0, , group]) => (group === leader ? [pid] : []));
  return [...new Set([...members, ...descendantsIn(all, leader)])];
}

function everyProcess(): Promise<Kin[]> {
  return process.platform === "linux" ? fromProc() : fromPs();
}

function descendantsIn(all: readonly Kin[], pid: number): number[] {
  const found = [pid];
  for (const parent of found) found.push(...childrenIn(all, parent));
  return found.slice(1);
}

function childrenIn(all: readonly Kin[], pid: number): number[] {
  return all.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}

/** Not every Linux has `ps`. */
async function fromProc(): Promise<Kin[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      // The name before the state, the parent and the group may contain brackets.
      const [, parent, group] = /^.*\) \S (\d+) (\d+)/s.exec(stat) ?? [];
      return [Number(pid), Number(parent), Number(group)];
    }),
  );
}

async function fromPs(): Promise<Kin[]> {
  if (process.platform === "win32") return [];
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,pgid="]);
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
