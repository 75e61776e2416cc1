// What a hit of the open loop costs the load process beside one of the closed loop, at the same throughput: CPU
// time, not speed. The server answers each hit after 20 ms, so 50 connections take some 2,400 hits/s in a closed
// loop; the open loop is asked for just as many. Run: node bench/open-loop.bench.ts
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LoadReport } from "../extension/load/load.ts";
import { httpServer, load } from "../test/load/server.ts";

const rounds = 5;
const durationSeconds = 4;
const folder = mkdtempSync(join(tmpdir(), "surge-bench-"));
process.env.SURGE_BENCH_CPU = join(folder, "cpu");
const loadProcess = fileURLToPath(new URL("./cpu-load-process.ts", import.meta.url));

try {
  await using server = await httpServer((_, response) => setTimeout(() => response.end("1"), 20));
  const { url } = server;
  const { cpu: start } = await measured({ url, requests: 1, connections: 1 });
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const closed = await measured({ url, connections: 50, durationSeconds });
    const closedCost = (closed.cpu - start) / closed.report.attempted;
    const rate = Math.round(closed.report.requestsPerSecond);
    const { cpu, report: open } = await measured({ url, connections: 200, durationSeconds, rate });
    const openCost = (cpu - start) / open.attempted;
    ratios.push(openCost / closedCost);
    const late = open.latencyMs.p50 - (open.openLoop?.serviceMs.p50 ?? 0);
    console.log(
      `round ${round}: ${rate}/s; closed ${closedCost.toFixed(0)} µs a hit, open ${openCost.toFixed(0)} µs; sent ${open.openLoop?.sentPerSecond.toFixed(0)}/s, half of them ${late.toFixed(2)} ms late`,
    );
  }
  const median = ratios.toSorted((a, b) => a - b)[rounds >> 1] ?? 0;
  console.log(`open / closed, CPU a hit, median of ${rounds}: ${median.toFixed(2)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The load process has ended when the report is there, and wrote its CPU time as it went. */
async function measured(request: Parameters<typeof load>[0]): Promise<{ report: LoadReport; cpu: number }> {
  const report = await load(request, { loadProcess });
  return { report, cpu: Number(readFileSync(join(folder, "cpu"), "utf8")) };
}
