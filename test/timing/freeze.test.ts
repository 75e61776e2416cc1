import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Result } from "../../extension/actions/index.ts";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import { runCli } from "../support/cli.ts";

const cell = (step: string, body: string) => `\`\`\`yaml lab ${step}\n${body}\n\`\`\`\n\n`;
const load = (rest: string) =>
  `load: { strategy: atomic, connections: 10, duration: 4, pause: { after: 1, ms: 1000 }${rest} }`;

function slowerThan(ms: number, { latencyBuckets }: LoadResult): number {
  return latencyBuckets.reduce((sum, { upToMs, count }) => sum + (upToMs > ms ? count : 0), 0);
}

describe("an app that stands still for a second", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("delays what an open loop sends, hides from a closed one, and loses nothing", async () => {
    const notebook = join(folder, "freeze.lab.md");
    const [json, html] = [join(folder, "report.json"), join(folder, "report.html")];
    const cells = [
      cell("start", "start:"),
      cell("closed", load("")),
      cell("open", load(", rate: 300")),
      cell("compare", "compare:"),
      cell("pause", "pause: { ms: 1000 }"),
      cell("late", "load: { strategy: atomic, requests: 50, pause: { after: 60, ms: 1000 } }"),
    ];
    await writeFile(notebook, cells.join(""));
    const { code, stdout } = await runCli([
      notebook,
      ...["--engine", "embedded", "--json", json, "--report", html],
    ]);
    assert.equal(code, 0, stdout);

    const report: { cells: { result: Result | null }[] } = JSON.parse(await readFile(json, "utf8"));
    const [, closed, open, , pause, late] = report.cells.map(({ result }) => result);
    assert.ok(closed?.action === "load" && open?.action === "load" && late?.action === "load");
    for (const run of [closed, open]) {
      assert.equal(run.verdict, "exact", stdout);
      assert.equal(run.ok, run.attempted);
      assert.ok(run.pause?.fromMs && run.pause.untilMs);
      // A timer may come a few milliseconds early.
      assert.ok(run.pause.fromMs >= 995 && run.pause.fromMs < 1700, `from ${run.pause.fromMs} ms`);
      assert.ok(run.pause.untilMs - run.pause.fromMs >= 995, `until ${run.pause.untilMs} ms`);
    }
    // 300 hits are due in the second, evenly: half of them wait longer than 500 ms, and the slowest of 100 hits is
    // among the 12 that waited longest, about 960 ms. The closed loop has 10 in flight, and then sends no more.
    assert.equal(open.attempted, 1200);
    assert.ok(slowerThan(500, open) >= 130, `open loop: ${slowerThan(500, open)} slow ones`);
    assert.ok(open.latencyMs.p99 > 800, `open loop: p99 ${open.latencyMs.p99} ms`);
    assert.ok((open.openLoop?.waited ?? 0) >= 250);
    const hidden = slowerThan(800, closed);
    assert.ok(hidden >= 10 && hidden <= 20, `closed loop: ${hidden} slow ones`);
    assert.ok(closed.latencyMs.p99 < 400, `closed loop: p99 ${closed.latencyMs.p99} ms`);
    assert.match(stdout.replaceAll("\u00a0", " "), /The app stood still for 1 s\. Slower than 100 ms:/);

    assert.ok(pause?.action === "pause");
    assert.ok(pause.slowestMs >= 900 && pause.slowestMs < 3000, `${pause.slowestMs} ms`);
    assert.deepEqual(late.pause, { service: "app", after: 60, ms: 1000, fromMs: null, untilMs: null });

    const verified = await runCli(["--verify", html]);
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  });

  test("so does a PostgreSQL that stands still: the pool's queue turns it into waiting, until its patience ends", async () => {
    const [notebook, json] = [join(folder, "frozen.lab.md"), join(folder, "frozen.json")];
    const frozen = (ms: number, rest: string) =>
      `load: { strategy: atomic, duration: 4, pause: { service: postgres, after: 1, ms: ${ms} }${rest} }`;
    const cells = [
      cell("start", "start:"),
      cell("open", frozen(1000, ", rate: 100, connections: 200")),
      cell("long", frozen(5000, ", connections: 50")),
    ];
    await writeFile(notebook, cells.join(""));
    const { code, stdout } = await runCli([notebook, "--engine", "embedded", "--json", json]);
    assert.equal(code, 0, stdout);
    assert.match(stdout.replaceAll("\u00a0", " "), /PostgreSQL was frozen from 1/);
    const report: { cells: { result: Result | null }[] } = JSON.parse(await readFile(json, "utf8"));
    const [, open, long] = report.cells.map(({ result }) => result);
    assert.ok(open?.action === "load" && long?.action === "load");
    // 100 hits are due in the second: the slowest of 100 is among the 4 that waited longest.
    assert.deepEqual([open.failed, open.lost, open.verdict], [0, 0, "exact"]);
    assert.ok(open.latencyMs.p99 > 800, `open loop: p99 ${open.latencyMs.p99} ms`);
    // 10 have a connection and no answer, 40 wait for a connection: for 3 s, and no longer.
    assert.ok((long.failures["pool-timeout"] ?? 0) >= 40, JSON.stringify(long.failures));
    assert.deepEqual([long.lost, long.duplicated], [0, 0]);
  });
});
