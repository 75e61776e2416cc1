import { realpath, rename } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sha256 } from "../common/sha256.ts";
import { makeRunFolder, readRegister, sweepRunFolder } from "./engines/embedded/run-folders.ts";
import type { EngineContext, Leftover } from "./engines/engine.ts";
import { stackError } from "./errors.ts";
import { removeFolder } from "./leftovers.ts";
import { beginningOf } from "./process-state.ts";
import { progressText } from "./words.ts";

/** A stack that is ending takes no longer than this. Milliseconds. */
const patience = 30_000;

/**
 * Keeps a second stack out of a lab folder: with Docker it would take the first one's containers away, and in any case
 * two windows would count into one page of results. Waits for a stack that is just ending, as after a reload of the window.
 * @returns a folder that is the lock, to be removed after the servers; undefined where nothing can be locked
 * @throws LabError `stack-in-use`
 */
export async function lockLab(
  stackFolder: string,
  { signal, progress }: Pick<EngineContext, "signal" | "progress">,
): Promise<(Leftover & { kind: "folder" }) | undefined> {
  // Else nobody could tell that the lock is of a process that was killed.
  if (beginningOf(process.pid) === undefined) return undefined;
  // A link to the folder leads to the same one.
  const folder = await realpath(stackFolder).catch(() => stackFolder);
  const whose = [hostname(), process.getuid?.() ?? "", folder].join("\0");
  const path = join(tmpdir(), `surge-lab-lock-${sha256(whose).slice(0, 10)}`);
  for (const end = performance.now() + patience; ; ) {
    // Of one that was killed nothing counts any more.
    await sweepRunFolder(path).catch(() => undefined);
    const draft = await makeRunFolder(tmpdir()).catch(() => undefined);
    if (draft === undefined) return undefined;
    // Never without its owner written in it; and one that has something in it is not replaced.
    const isTaken = await rename(draft, path).then(
      () => true,
      () => false,
    );
    if (isTaken) return { kind: "folder", path };
    await removeFolder(draft);
    // Unknown: it has just been removed, or is just being written.
    const other = await readRegister(path).catch(() => undefined);
    if ((other && !other.ends) || performance.now() > end)
      throw stackError("stack-in-use", { pid: other?.owner.pid });
    progress({ text: progressText(({ waitingForEarlier }) => waitingForEarlier) });
    await sleep(50, undefined, { signal });
  }
}
