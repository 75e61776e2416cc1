import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { allGone, familyOf, signalAll } from "./children.ts";
import type { ServerProcess } from "./server-process.ts";

/** More than any app needs, and few enough that the machine goes on. */
export const mostProcesses = 256;

/** A search through all processes takes time from a measured load, and on Linux it is rarely needed. Milliseconds. */
const lookEvery = process.platform === "linux" ? 250 : 2_000;

/** A program that had started too many others: how many processes there were when it was ended with all of them. */
export interface Crowd {
  readonly processes: number;
}

/**
 * Ends a program of students with all that it has started, once these are too many: they would take the machine with
 * them. Not on Windows; and what has left both the program's group and its family is not found.
 * @param tell is called before the end
 */
export async function endWhenCrowded(server: ServerProcess, tell: (crowd: Crowd) => void): Promise<void> {
  const { pid } = server;
  if (pid === undefined || process.platform === "win32") return;
  const over = new AbortController();
  void server.ended.then(() => over.abort());
  for (let known = startedSinceBoot(); ; ) {
    await sleep(lookEvery, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
    if (over.signal.aborted) return;
    const now = startedSinceBoot();
    // As long as the whole machine has not started that many, this program has not either.
    if (known !== undefined && now !== undefined && now - known < mostProcesses / 4) continue;
    known = now;
    const { length: processes } = await familyOf(pid).catch(() => []);
    if (processes <= mostProcesses || over.signal.aborted) continue;
    server.log.add(`The lab ended this program, because it had ${processes} processes.`);
    tell({ processes });
    return endFamily(pid);
  }
}

/** undefined: this system does not say. */
function startedSinceBoot(): number | undefined {
  try {
    const count = /^processes (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1];
    return count === undefined ? undefined : Number(count);
  } catch {
    return undefined;
  }
}

/** First none of them can start another one, then all are killed. */
async function endFamily(leader: number): Promise<void> {
  const stopped = new Set<number>();
  for (;;) {
    const more = (await familyOf(leader)).filter((pid) => !stopped.has(pid));
    if (more.length === 0) break;
    signalAll(more, "SIGSTOP");
    for (const pid of more) stopped.add(pid);
  }
  signalAll([...stopped], "SIGKILL");
  await allGone([...stopped]);
}
