import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { composeDown } from "./engines/compose/compose-down.ts";
import type { Leftover } from "./engines/engine.ts";
import { beginningOf, isAlive } from "./process-state.ts";

/** The things that a supervisor has made, so that another process can clean up after it. */
export class Leftovers {
  readonly #byKey = new Map<string, Leftover>();

  add(leftover: Leftover): void {
    this.#byKey.set(keyOf(leftover), leftover);
  }

  delete(leftover: Leftover): void {
    this.#byKey.delete(keyOf(leftover));
  }

  [Symbol.iterator](): Iterator<Leftover> {
    return this.#byKey.values();
  }

  /** Removes everything that is left: processes first, because they write into the folders. Never throws. */
  async remove(): Promise<void> {
    const left = [...this.#byKey.values()];
    this.#byKey.clear();
    await Promise.allSettled(left.map((one) => (one.kind === "folder" ? undefined : remove(one))));
    await Promise.allSettled(left.map((one) => (one.kind === "folder" ? remove(one) : undefined)));
  }
}

function keyOf(leftover: Leftover): string {
  if (leftover.kind === "process") return `process ${leftover.pid}`;
  if (leftover.kind === "folder") return `folder ${leftover.path}`;
  return `compose ${leftover.project}`;
}

async function remove(leftover: Leftover): Promise<void> {
  if (leftover.kind === "process") await endProcess(leftover);
  else if (leftover.kind === "folder") await removeFolder(leftover.path);
  else await composeDown(leftover);
}

/** PostgreSQL gets 2 s to end its backends and to free its shared memory; other servers need no clean-up. */
async function endProcess(leftover: Leftover & { kind: "process" }): Promise<void> {
  const { pid, began, withChildren, isPostgres } = leftover;
  const now = beginningOf(pid);
  // No process gets the number of a group that still has members.
  if (withChildren && (began === undefined || now === undefined || now === began)) signal(-pid, "SIGKILL");
  if (began !== undefined && now !== began) return;
  if (isPostgres && process.platform !== "win32") {
    signal(pid, "SIGQUIT");
    // In case it is frozen.
    signal(pid, "SIGCONT");
    for (let waited = 0; waited < 2_000 && (await isAlive(pid)); waited += 20) await sleep(20);
  }
  signal(pid, "SIGKILL");
  for (let waited = 0; waited < 1_000 && (await isAlive(pid)); waited += 20) await sleep(20);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has already ended.
  }
}

/** A server that is just ending may still write, so it is tried again for a second. */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
}
