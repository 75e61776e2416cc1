import assert from "node:assert/strict";
import type { LoadReport } from "../../extension/load/load.ts";
import { outcomeNames } from "../../extension/load/outcome.ts";
import { hitIds, type TestServer } from "./server.ts";

/** What must hold of every report, whatever the server did. */
export function assertAccount(report: LoadReport): void {
  const { attempted, ok, failed, unknown, outcomeOf, failures, samples, latencyMs, latencyBuckets } = report;
  assert.equal(attempted, ok + failed + unknown);
  assert.equal(outcomeOf.length, attempted);
  for (const outcome of ["ok", "failed", "unknown"] as const) {
    assert.equal(outcomeNames(outcomeOf).filter((each) => each === outcome).length, report[outcome], outcome);
    assert.equal(sum(samples.map((sample) => sample[outcome])), report[outcome], `samples, ${outcome}`);
  }
  assert.equal(sum(Object.values(failures)), failed + unknown);
  const { p50, p90, p99, max } = latencyMs;
  assert.ok(p50 <= p90 && p90 <= p99 && p99 <= max, `${p50} ${p90} ${p99} ${max}`);
  assert.ok(latencyBuckets.length <= 60);
  assert.ok(sum(latencyBuckets.map(({ count }) => count)) >= ok);
}

/** No id twice, and exactly those that the report calls attempted. */
export function assertSawExactly(server: TestServer, report: LoadReport): void {
  assert.equal(new Set(server.ids).size, server.ids.length, "an id came twice");
  const attempted = Array.from({ length: report.attempted }, (_, n) => hitIds.of(n));
  assert.deepEqual([...server.ids].sort(), attempted.sort());
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
