import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAbort, LabError } from "../../common/lab-error.ts";
import { isAlive } from "../process-state.ts";
import { programError } from "./errors.ts";

/**
 * Makes a folder in the storage: `fill` gets one with a temporary name, which gets its real name only when
 * everything is in it. So a crash leaves no half of it, and what it does leave is removed the next time.
 */
export async function makeFolder(
  storageFolder: string,
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const target = join(storageFolder, name);
  const temporary = join(storageFolder, `${name}.partial-${process.pid}`);
  try {
    await removePartial(storageFolder);
    const before = await identityOf(target);
    await mkdir(temporary, { recursive: true });
    await fill(temporary);
    const now = await identityOf(target);
    // Another lab has made it meanwhile, and runs what is in it.
    if (now !== undefined && now !== before) return target;
    await rm(target, { recursive: true, force: true });
    await rename(temporary, target);
    return target;
  } catch (error) {
    if (error instanceof LabError || isAbort(error) || !isSystemError(error)) throw error;
    throw programError("storage-not-writable", { folder: storageFolder, cause: error });
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(
      () => undefined,
    );
  }
}

async function identityOf(folder: string): Promise<string | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found && `${found.ino} ${found.birthtimeMs}`;
}

async function removePartial(storageFolder: string): Promise<void> {
  for (const name of await readdir(storageFolder).catch(() => [])) {
    const pid = /\.partial-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !(await isAlive(Number(pid)))) {
      await rm(join(storageFolder, name), { recursive: true, force: true });
    }
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
