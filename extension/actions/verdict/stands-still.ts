import { setTimeout as sleep } from "node:timers/promises";

const betweenLooksMs = 100;
const stillLooks = 3;

/**
 * Waits until a count has not changed for 0.3 s.
 * @returns false when it still changed after so many seconds
 */
export async function standsStill(
  count: () => Promise<number>,
  signal: AbortSignal,
  patienceSeconds = 3,
): Promise<boolean> {
  const mostLooks = (patienceSeconds * 1000) / betweenLooksMs;
  let last = await count();
  let still = 0;
  for (let looks = 1; still < stillLooks && looks < mostLooks; looks += 1) {
    await sleep(betweenLooksMs, undefined, { signal });
    const now = await count();
    still = now === last ? still + 1 : 0;
    last = now;
  }
  return still >= stillLooks;
}
