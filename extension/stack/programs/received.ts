import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const lookEveryMs = 200;

/** Is told now and then how many bytes have arrived. */
export type Received = (bytes: number) => void;

/**
 * Package managers say little while they download, but write what arrives into files: as long as the work goes on,
 * `look` is asked how many bytes are there. Only what a person sees is at stake, never the work: what cannot be read
 * is not told.
 * @param look gets a signal that fires when the work is over
 */
export async function tellReceived<T>(
  work: Promise<T>,
  look: (over: AbortSignal) => Promise<number>,
  received: Received,
): Promise<T> {
  const over = new AbortController();
  const watching = watch(look, received, over.signal).catch(() => undefined);
  return work.finally(async () => {
    over.abort();
    await watching;
  });
}

async function watch(
  look: (over: AbortSignal) => Promise<number>,
  received: Received,
  over: AbortSignal,
): Promise<void> {
  for (;;) {
    const bytes = await look(over);
    if (bytes > 0) received(bytes);
    await sleep(lookEveryMs, undefined, { signal: over });
  }
}

/** The files of a folder with their sizes; without those that have not changed since then, or are gone by now. */
export async function filesIn(folder: string, since = 0): Promise<{ name: string; size: number }[]> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      return found?.isFile() && found.mtimeMs >= since ? [{ name, size: found.size }] : [];
    }),
  );
  return files.flat();
}

/** Shows the share of the size in steps of ten percent, from 0: a terminal that is no terminal gets a line for each. */
export function inTenths(size: number, show: (percent: number) => void): Received {
  let shown = -1;
  const received = (bytes: number) => {
    const tenths = Math.min(10, Math.floor((10 * bytes) / size));
    if (tenths > shown) show(tenths * 10);
    shown = Math.max(shown, tenths);
  };
  received(0);
  return received;
}
