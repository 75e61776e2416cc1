// Prints how much memory the account of a long run takes:  node --expose-gc bench/many-hits.ts HITS
import { Tally } from "../extension/load/tally.ts";

const hits = Number(process.argv[2]);
const ok = { outcome: "ok" } as const;
const used = () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const before = used();
const startedAt = performance.now();
const tally = new Tally();
for (let n = 0; n < hits; n += 1) {
  const now = n / 50;
  tally.answered(tally.send(now), ok, now, now + 1);
}
const seconds = (performance.now() - startedAt) / 1000;
console.log(JSON.stringify({ megabytes: (used() - before) / 2 ** 20, seconds }));
