import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Npm } from "./npm-package.ts";
import { runTiedProgram } from "./run-tied-program.ts";

const lookEveryMs = 200;

/**
 * npm says nothing while it downloads, but writes what arrives into a file of its cache: how large the largest new one
 * is, until the signal fires. What cannot be read is not told.
 */
export async function watchReceived(
  npm: Npm,
  env: NodeJS.ProcessEnv,
  over: AbortSignal,
  received: (bytes: number) => void,
): Promise<void> {
  const since = Date.now();
  try {
    const asked = await runTiedProgram(npm.program, [...npm.words, "config", "get", "cache"], {
      env,
      signal: over,
    });
    const arriving = join(asked.stdout.trim(), "_cacache", "tmp");
    for (;;) {
      const sizes = await Promise.all(
        (await namesIn(arriving)).map((name) => sizeOf(join(arriving, name), since)),
      );
      const largest = Math.max(0, ...sizes);
      if (largest > 0) received(largest);
      await sleep(lookEveryMs, undefined, { signal: over });
    }
  } catch (error) {
    if (!over.aborted) throw error;
  }
}

const namesIn = (folder: string) => readdir(folder).catch(() => []);

/** 0 for a file that is gone by now, or that another npm has left. */
async function sizeOf(file: string, since: number): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() && found.mtimeMs >= since ? found.size : 0;
}
