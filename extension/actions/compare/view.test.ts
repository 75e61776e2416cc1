import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { tables } from "../../../test/support/shown.ts";
import { renderText } from "../../drawing/text.ts";
import type { LoadResult } from "../load/result.ts";
import { present } from "../present.ts";
import { guaranteeRows } from "./guarantees/rows.ts";

const { frozenClosed, frozenOpen } = samples;
const comparison = (...runs: LoadResult[]) => present(samples.cell({ action: "compare", runs }), "en");
const hidden = (...runs: LoadResult[]) => comparison(...runs).find(({ kind }) => kind === "line");

test("a comparison tells what the closed loop hides of the same freeze", () => {
  const text = renderText(comparison(frozenClosed, frozenOpen), {
    width: 200,
    colour: false,
    language: "en",
  });
  const said = text.replaceAll("\u00a0", " ");
  assert.match(
    said,
    /stood still for 1 s\. Slower than 100 ms: .* 50 of 24,300 hits, .* 456 of 5,000\. As long/,
  );
  assert.match(said, /5 closed loop\s+24,300\s+50\s+14\s+29\s+1,019/);
  assert.match(said, /6 open loop\s+5,000\s+456\s+2\.1\s+903\s+1,004/);
});

test("it says nothing where strategy, freeze or model do not make a pair, and takes the latest that do", () => {
  const pause = { service: "app", after: 2, ms: 500, fromMs: 2000, untilMs: 2500 } as const;
  assert.equal(hidden(frozenClosed), undefined);
  assert.equal(hidden(frozenOpen, frozenOpen), undefined);
  assert.equal(hidden({ ...frozenClosed, strategy: "naive" }, frozenOpen), undefined);
  assert.equal(hidden({ ...frozenClosed, pause }, frozenOpen), undefined);
  const never = { ...pause, ms: 1000, fromMs: null, untilMs: null };
  assert.equal(hidden({ ...frozenClosed, pause: never }, frozenOpen), undefined);
  const otherServer = { ...pause, service: "postgres", ms: 1000 } as const;
  assert.equal(hidden({ ...frozenClosed, pause: otherServer }, frozenOpen), undefined);
  const latest = hidden(frozenClosed, frozenOpen, { ...frozenOpen, attempted: 4000, run: 9 });
  assert.ok(latest?.kind === "line" && latest.text.includes("of 4,000"));
});

test("no reason is given for what the numbers do not show", () => {
  const line = hidden(
    { ...frozenClosed, latencyBuckets: frozenOpen.latencyBuckets, attempted: 5000 },
    frozenOpen,
  );
  assert.ok(line?.kind === "line");
  assert.doesNotMatch(line.text, /coordinated omission/);
});

test("the headline names the fastest of the runs that can be ranked and lost nothing, where there are two", () => {
  const headline = (...runs: LoadResult[]) => {
    const [first] = comparison(...runs);
    return first?.kind === "verdict" ? first.text : undefined;
  };
  const run = (strategy: string, requestsPerSecond: number, rest: Partial<LoadResult> = {}): LoadResult => ({
    ...samples.batched,
    verdict: "exact",
    strategy,
    requestsPerSecond,
    durationMs: 5000,
    ...rest,
  });
  const wrong = run("fast", 9000, { verdict: "lost", lost: 1 });
  const short = run("short", 8000, { durationMs: 4999 });
  const open = run("open", 7000, { model: "open-loop" });
  const [slow, best] = [run("slow", 100), run("best", 300)];
  assert.equal(
    headline(wrong, short, open, slow, best),
    "5 runs side by side. The fastest that lost nothing: best, 300 ok/s.",
  );
  assert.equal(headline(wrong, short, open, best), "4 runs side by side.");
});

test("a trace ranks nowhere: the run is marked, and named neither the fastest nor the pace of its strategy", () => {
  const run = (strategy: string, requestsPerSecond: number, rest: Partial<LoadResult> = {}): LoadResult => ({
    ...{ ...samples.batched, verdict: "exact", durationMs: 5000, strategy, requestsPerSecond },
    ...rest,
  });
  const runs = [run("traced", 900, { traced: true, run: 7 }), run("slow", 100), run("best", 300)];
  const blocks = comparison(...runs);
  assert.match(blocks[0]?.kind === "verdict" ? blocks[0].text : "", /lost nothing: best, 300 ok/);
  const [table] = tables(blocks);
  assert.equal(table?.rows[0]?.[0], "7†");
  assert.match(table?.note ?? "", /† traced: .* does not rank/);
  const measured = { drains: [], crashes: {}, sources: {} };
  const paces = Object.entries(guaranteeRows(runs, measured)).map(([name, { pace }]) => [
    name,
    pace?.requestsPerSecond,
  ]);
  assert.deepEqual(Object.fromEntries(paces), { traced: undefined, slow: 100, best: 300 });
});

test("short runs are marked, and only then explained", () => {
  const compared = (runs: readonly LoadResult[]) =>
    tables(present(samples.cell({ action: "compare", runs }), "en"))[0];
  const long = { ...samples.interrupted, run: 1 };
  assert.equal(compared([long])?.note, "0 in every run: Refused, Lost, Duplicated.");
  const both = compared([long, samples.naive]);
  assert.match(both?.note ?? "", /do not rank/);
  assert.deepEqual(
    both?.rows.map(([run]) => run),
    ["1", "1*"],
  );
  assert.deepEqual(
    both?.rows.map((row) => row.length),
    [both?.columns.length, both?.columns.length],
  );
});

test("a bare counter's loss is a lower bound in the comparison too", () => {
  const table = tables(present(samples.cell(samples.compare), "en"))[0];
  const lost = table?.columns.findIndex(({ label }) => label === "Lost") ?? -1;
  assert.deepEqual(
    table?.rows.map((row) => row[lost]),
    ["≥446", "0", "0", "21"],
  );
});

const chartOf = (...runs: LoadResult[]) => {
  const chart = comparison(...runs).findLast(({ kind }) => kind === "chart");
  assert.ok(chart?.kind === "chart" && chart.form === "panels");
  return chart.panels;
};

test("lost hits are drawn as a share of the acknowledged, with their number", () => {
  const few = { ...samples.naive, ok: 1000, failed: 0, failures: {}, lost: 957, byName: true };
  const many = { ...few, run: 2, attempted: 20_000, ok: 20_000, lost: 8664 };
  const panels = chartOf(few, many);
  const lost = panels.find(({ fill }) => fill === "lost");
  assert.deepEqual(
    lost?.bars.map(({ value }) => value.replaceAll("\u00a0", " ")),
    ["957 (95 %)", "8,664 (43 %)"],
  );
  const [first, second] = lost?.bars ?? [];
  assert.equal(first?.share, 1);
  assert.ok(second && Math.abs(second.share - 0.4332 / 0.957) < 1e-9);
  assert.deepEqual(
    panels.map(({ fill }) => fill),
    ["stored", "latency", "lost"],
    "nothing is drawn of what is 0 in every run",
  );
});

const labels = (...runs: LoadResult[]) =>
  chartOf(...runs)[0]?.bars.map(({ label }) => label.replaceAll("\u00a0", " "));

test("a parameter in which runs differ stands in their labels", () => {
  const { frozenClosed: run, frozenOpen } = samples;
  assert.deepEqual(labels(run, { ...run, run: 6 }), ["5 atomic", "6 atomic"]);
  assert.deepEqual(labels({ ...run, connections: 1 }, { ...run, run: 6, connections: 200 }), [
    "5 atomic, 1 conn.",
    "6 atomic, 200 conn.",
  ]);
  assert.deepEqual(labels(run, frozenOpen), ["5 atomic", "6 atomic, 500/s asked"]);
  const kept = (durability: "none" | "rdb") => ({ ...run, environment: { ...run.environment, durability } });
  assert.deepEqual(labels(kept("none"), kept("rdb")), ["5 atomic, none", "5 atomic, rdb"]);
});

test("no two runs of one strategy look alike that were asked for differently, and none repeats what all have", () => {
  const { steady: run } = samples;
  const of = (...changes: Partial<LoadResult>[]) =>
    labels(...changes.map((each) => ({ ...run, run: 4, ...each })));
  const short = { requests: 1000, durationSeconds: null };
  assert.deepEqual(of({ run: 1 }, { run: 2, ...short }, { run: 3, strategy: "naive", ...short }), [
    "1 atomic, 10 s",
    "2 atomic, 1,000 hits",
    "3 naive",
  ]);
  assert.deepEqual(of({}, { processEveryMs: 200 }), ["4 atomic", "4 atomic, process every 200 ms"]);
  assert.deepEqual(of({ timeoutSeconds: 10 }, { timeoutSeconds: 2 }), [
    "4 atomic, timeout 10 s",
    "4 atomic, timeout 2 s",
  ]);
  const { fault } = samples.killedRedis;
  assert.ok(fault);
  assert.deepEqual(of({}, { fault }, { fault: { ...fault, kill: "app" } }), [
    "4 atomic",
    "4 atomic, redis killed",
    "4 atomic, app killed",
  ]);
  const kills = of({ fault }, { fault: { ...fault, signal: "SIGTERM", after: 5, recover: null } });
  assert.deepEqual(kills, [
    "4 atomic, SIGKILL, at 2 s, down for 1 s",
    "4 atomic, SIGTERM, at 5 s, not started again",
  ]);
  const { pause } = samples.frozenClosed;
  assert.ok(pause);
  assert.deepEqual(of({}, { pause }, { pause: { ...pause, ms: 500 } }), [
    "4 atomic",
    "4 atomic, app frozen, for 1 s",
    "4 atomic, app frozen, for 500 ms",
  ]);
  const environment = { ...run.environment, runtime: "Python 3.13.2" };
  assert.deepEqual(of({}, { environment }), ["4 atomic", "4 fastapi/atomic"]);
});

test("the guarantees draw what a strategy has lost as a share, too: a crash has few hits, a load many", () => {
  const { guarantees, naive } = samples;
  const many = { ...naive, run: 1, attempted: 20_000, ok: 20_000, failed: 0, lost: 2000 };
  const runs = [many, { ...many, run: 2, strategy: "getdel", lost: 1000 }];
  const { getdel = {} } = guarantees.measured.crashes;
  const measured = { ...guarantees.measured, drains: [], crashes: { getdel } };
  const rows = guaranteeRows(runs, measured);
  const blocks = present(samples.cell({ action: "compare", runs, rows, measured }), "en");
  const chart = blocks.find(({ kind }) => kind === "chart");
  assert.ok(chart?.kind === "chart" && chart.form === "panels");
  const lost = chart.panels.find(({ fill }) => fill === "lost");
  assert.equal(lost?.title, "Lost, of the acknowledged");
  assert.deepEqual(
    lost.bars.map(({ label, value }) => `${label}: ${value.replaceAll("\u00a0", " ")}`),
    ["getdel: 100 (100 %)", "naive: 2,000 (10 %)"],
  );
});

test("columns that are 0 in every run are named below the table instead", () => {
  const lossless = { ...samples.interrupted, failed: 0, lost: 0, duplicated: 0 };
  const clean = tables(comparison(lossless)).at(-1);
  assert.ok(clean && !clean.columns.some(({ label }) => /Refused|Lost|Duplicated/.test(label)));
  assert.match(clean.note ?? "", /^0 in every run: Refused, Lost, Duplicated\./);
});
