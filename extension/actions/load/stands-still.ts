import { setTimeout as sleep } from "node:timers/promises";

const betweenLooksMs = 100;
const stillLooks = 3;
const mostLooks = 30;

/** Waits until a count is zero or has not changed for 0.3 s; after 3 s it goes on regardless. */
export async function standsStill(count: () => Promise<number>, signal: AbortSignal): Promise<void> {
  let last = await count();
  for (let still = 0, looks = 1; last !== 0 && still < stillLooks && looks < mostLooks; looks += 1) {
    await sleep(betweenLooksMs, undefined, { signal });
    const now = await count();
    still = now === last ? still + 1 : 0;
    last = now;
  }
}
