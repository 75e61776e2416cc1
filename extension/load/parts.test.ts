import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { abCommand } from "./ab-command.ts";
import { Latencies } from "./latency.ts";
import { machine } from "./machine.ts";
import { judgeAnswer, judgeSilence } from "./outcome.ts";
import { Schedule } from "./schedule.ts";
import { Tally } from "./tally.ts";

test("the ab command sends the same load", () => {
  const url = "http://127.0.0.1:41873/naive/hit";
  assert.equal(abCommand({ url, requests: 1000, connections: 50 }), `ab -l -m POST -n 1000 -c 50 -k ${url}`);
  assert.equal(
    abCommand({ url, durationSeconds: 9.5, connections: 50 }),
    `ab -l -m POST -t 10 -n 1000000 -c 50 -k ${url}`,
  );
  assert.equal(
    abCommand({ url: "http://127.0.0.1:80?a=1&b=2", requests: 1, connections: 1 }),
    'ab -l -m POST -n 1 -c 1 -k "http://127.0.0.1/?a=1&b=2"',
  );
});

test("the machine has cores and memory", () => {
  const { cores, memoryBytes, platform } = machine();
  assert.ok(cores >= 1 && memoryBytes > 2 ** 20);
  assert.match(platform, /^\w+ \w+$/);
});

test("a hit that was never sent is failed, one that may have been is unknown", () => {
  const at = (opened: boolean, errorCode?: string, closedByServer = false) =>
    judgeSilence({ opened, errorCode, closedByServer });
  assert.deepEqual(at(false, "ECONNREFUSED"), { outcome: "failed", code: "ECONNREFUSED" });
  assert.deepEqual(at(true, "ECONNRESET"), { outcome: "unknown", code: "ECONNRESET" });
  assert.deepEqual(at(true, "EPIPE", true), { outcome: "unknown", code: "EPIPE" });
  assert.deepEqual(at(true, undefined, true), { outcome: "unknown", code: "no-answer" });
  assert.deepEqual(at(true), { outcome: "unknown", code: "timeout" });
  assert.deepEqual(at(false), { outcome: "unknown", code: "timeout" });
});

test("any body of any answer gets a judgement", () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 999 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
      const { outcome, code } = judgeAnswer(status, body);
      assert.equal(outcome === "ok", status >= 200 && status < 300);
      assert.equal(code === undefined, outcome === "ok");
    }),
  );
});

test("a schedule: hit n is due at n / rate, and what is due at a time is what is due by then", () => {
  const rates = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(rates, fc.double({ min: 0.1, max: 600, noNaN: true }), (rate, durationSeconds) => {
      const schedule = new Schedule(rate, { durationSeconds });
      assert.ok(Math.abs(schedule.hits - rate * durationSeconds) <= 1);
      const last = schedule.hits - 1;
      assert.ok(schedule.dueAt(last) < durationSeconds * 1000 + 1000 / rate);
      for (const hit of [0, last >> 1, last]) {
        assert.ok(Math.abs(schedule.dueAt(hit) - (hit * 1000) / rate) < 1e-6);
        assert.equal(schedule.dueBy(schedule.dueAt(hit) + 0.001), hit + 1);
        assert.equal(schedule.dueBy(schedule.dueAt(hit) - 0.001), hit);
      }
      assert.equal(schedule.dueBy(3_600_000), schedule.hits);
    }),
  );
  assert.equal(new Schedule(500, { requests: 7 }).hits, 7);
  assert.equal(new Schedule(500, { durationSeconds: 10 }).hits, 5000);
});

test("percentiles are those of the sorted values, to one part in a thousand", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.001, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 }),
      (values) => {
        const latencies = new Latencies();
        for (const value of values) latencies.record(value);
        const sorted = values.toSorted((a, b) => a - b);
        const { p50, p90, p99, max } = latencies.percentiles();
        for (const [percent, got] of [[50, p50] as const, [90, p90] as const, [99, p99] as const]) {
          const exact = sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0;
          assert.ok(Math.abs(got - exact) <= exact * 0.001 + 0.001, `p${percent}: ${got}, exactly ${exact}`);
        }
        assert.equal(max, sorted.at(-1));
        let upTo = 0;
        for (const { upToMs, count } of latencies.buckets()) {
          upTo += count;
          assert.equal(sorted.filter((value) => value <= upToMs).length, upTo, `up to ${upToMs} ms`);
        }
        assert.equal(upTo, values.length);
      },
    ),
  );
});

test("no latency at all is zero", () => {
  const latencies = new Latencies();
  assert.deepEqual(latencies.percentiles(), { p50: 0, p90: 0, p99: 0, max: 0 });
  assert.deepEqual(latencies.buckets(), []);
});

test("a hit cannot have two outcomes", () => {
  const tally = new Tally();
  const hit = tally.send(0);
  tally.settle(hit, { outcome: "unknown", code: "timeout" }, 1);
  assert.throws(() => tally.settle(hit, { outcome: "ok" }, 2));
  assert.throws(() => tally.settle(hit + 1, { outcome: "ok" }, 2));
});

test("stretches without an answer have a sample; the last one is as short as the run", () => {
  const tally = new Tally();
  const [first, second] = [tally.send(5000), tally.send(5000)];
  tally.answered(first, { outcome: "ok" }, 5000, 5300);
  tally.settle(second, { outcome: "unknown", code: "timeout" }, 7500);
  const { samples, durationMs, latencyMs } = tally.report(false);
  assert.deepEqual(
    samples.filter(({ attempted }) => attempted > 0).map(({ atMs, ok, unknown }) => [atMs, ok, unknown]),
    [
      [320, 1, 0],
      [2500, 0, 1],
    ],
  );
  assert.equal(samples[0]?.atMs, 40);
  assert.equal(samples.length, 63);
  assert.equal(durationMs, 300);
  assert.equal(latencyMs.max, 300);
});

test("a run without a single answer lasts until the last wait is over", () => {
  const tally = new Tally();
  const hit = tally.send(5000);
  tally.settle(hit, { outcome: "unknown", code: "timeout" }, 6000);
  const { durationMs, requestsPerSecond } = tally.report(false);
  assert.equal(durationMs, 1000);
  assert.equal(requestsPerSecond, 0);
});

test("a server that invents codes does not fill the memory", () => {
  const tally = new Tally();
  for (let n = 0; n < 5000; n += 1) tally.settle(tally.send(0), { outcome: "failed", code: `code ${n}` }, 1);
  const { failures, failed } = tally.report(false);
  assert.equal(Object.keys(failures).length, 101);
  assert.equal(failed, 5000);
  assert.equal(failures.other, 4900);
});

test("what a strategy threw is kept: the first text, and how many hits met an exception", () => {
  const body = (thrown?: string) =>
    JSON.stringify({ code: "bug", message: "plain", outcome: "unknown", thrown });
  const tally = new Tally();
  for (const text of ["TypeError: one (strategies/x.ts:3)", "TypeError: two (strategies/x.ts:4)", undefined])
    tally.settle(tally.send(0), judgeAnswer(503, body(text)), 1);
  tally.settle(tally.send(0), judgeAnswer(503, '{"code":"53300","outcome":"failed"}'), 1);
  assert.deepEqual(tally.report(false).exception, { text: "TypeError: one (strategies/x.ts:3)", hits: 3 });
  assert.equal(judgeAnswer(503, body()).thrown, "plain", "an app of an earlier version");
});
