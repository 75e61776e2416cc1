// The processor time that a hit costs the load in an open loop, relative to a closed loop of the same throughput. The
// server answers each hit after 20 ms, so that 50 connections make some 2,400 hits/s in a closed loop; the open loop is
// then asked for the same rate. Run: node bench/open-loop.bench.ts
import type { LoadReport } from "../extension/load/load.ts";
import { httpServer, load } from "../test/load/server.ts";

const rounds = 5;
const durationSeconds = 4;

await using server = await httpServer((_, response) => setTimeout(() => response.end("1"), 20));
const { url } = server;
const ratios: number[] = [];
for (let round = 1; round <= rounds; round += 1) {
  const closed = await load({ url, connections: 50, durationSeconds });
  const rate = Math.round(closed.requestsPerSecond);
  const open = await load({ url, connections: 200, durationSeconds, rate });
  ratios.push(costOf(open) / costOf(closed));
  const late = open.latencyMs.p50 - (open.openLoop?.serviceMs.p50 ?? 0);
  console.log(
    `round ${round}: ${rate}/s; closed ${costOf(closed).toFixed(0)} µs a hit, open ${costOf(open).toFixed(0)} µs; sent ${open.openLoop?.sentPerSecond.toFixed(0)}/s, half of them ${late.toFixed(2)} ms late`,
  );
}
const median = ratios.toSorted((a, b) => a - b)[rounds >> 1] ?? 0;
console.log(`open / closed, processor time a hit, median of ${rounds}: ${median.toFixed(2)}`);

/** Microseconds of processor time a hit. */
function costOf({ generator, durationMs, attempted }: LoadReport): number {
  return ((generator?.cpuShare ?? 0) * durationMs * 1000) / attempted;
}
