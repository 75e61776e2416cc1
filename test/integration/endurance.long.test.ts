// Leaks after hundreds of runs of a cell, and two labs side by side in two terminals. The same in an editor:
// test/vscode/host/endurance.ts and test/vscode/two-windows.long.test.ts.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import type { StartResult } from "../../extension/actions/start/result.ts";
import type { JsonReport } from "../../extension/report/json-report.ts";
import { startCli } from "../support/cli.ts";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";
import { query } from "../support/servers.ts";
import { descendantsOf, supervisorOf } from "../support/stack.ts";

const looks = 500;
const loads = 20;

describe("one lab", () => {
  const { session, run } = openLab();
  const { signal } = new AbortController();
  const { TMPDIR } = process.env;
  let temporary = "";
  before(async () => {
    temporary = await mkdtemp(path.join(tmpdir(), "surge-test-"));
    // PostgreSQL's own user has to enter it.
    await chmod(temporary, 0o755);
    process.env.TMPDIR = temporary;
    await run("start:", signal);
  });
  after(async () => {
    await session.stop();
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    await rm(temporary, { recursive: true, force: true });
  });

  const look = () => run("inspect:", signal);
  const load = async () => {
    const result = await run("load: { strategy: atomic, requests: 50, connections: 5 }", signal);
    assert(result.action === "load");
    assert.deepEqual([result.ok, result.lost, result.duplicated], [50, 0, 0]);
  };

  test(`${looks} runs of one cell and ${loads} loads leave nothing behind but the ${loads} results`, async () => {
    for (let time = 0; time < 20; time += 1) await look();
    for (let time = 0; time < 3; time += 1) await load();
    const earlier = session.runs.length;
    const at = await holding(signal);
    for (let time = 0; time < looks; time += 1) await look();
    for (let time = 0; time < loads; time += 1) await load();
    const now = await holding(signal);
    const told = `before ${JSON.stringify(at)}, after ${JSON.stringify(now)}`;
    assert.equal(session.runs.length - earlier, loads);
    for (const key of ["listeners", "temporary"] as const) assert(now[key] <= at[key], `${key}: ${told}`);
    // A pool may have opened a connection that it had not needed before, and PostgreSQL may just be at its housekeeping.
    for (const key of ["processes", "connections", "files", "supervisorFiles"] as const)
      assert(now[key] <= at[key] + 3, `${key}: ${told}`);
    assert(now.heapMb <= at.heapMb * 1.3 + 5, `heap: ${told}`);
  });

  async function holding(signal: AbortSignal) {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    collect();
    const { stack } = session.require();
    const open = "SELECT count(*)::int AS open FROM pg_stat_activity WHERE backend_type = 'client backend'";
    const { rows } = await query(stack.endpoints.postgres, open);
    const supervisor = await supervisorOf(process.pid);
    return {
      listeners: getEventListeners(signal, "abort").length,
      processes: (await descendantsOf(process.pid)).length,
      temporary: (await readdir(temporary)).length,
      connections: Number(rows[0]?.open),
      files: (await readdir("/proc/self/fd")).length,
      supervisorFiles: (await readdir(`/proc/${supervisor}/fd`)).length,
      heapMb: process.memoryUsage().heapUsed / 1e6,
    };
  }
});

describe("two lab folders in two terminals", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "surge-test-"));
    await chmod(folder, 0o755);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** A folder with servers' files of its own, in which a strategy of the student's counts into its own row. */
  async function labOf(name: string, requests: number) {
    const lab = path.join(folder, name);
    const temporary = path.join(folder, `tmp ${name}`);
    await copyStack(path.join(lab, "lab-stack"));
    await mkdir(temporary);
    await chmod(temporary, 0o777);
    const strategies = path.join(lab, "lab-stack/app/strategies");
    const atomic = await readFile(path.join(strategies, "atomic.ts"), "utf8");
    await writeFile(path.join(strategies, "yours.ts"), atomic.replace("'atomic'", "'yours'"));
    const load = `load: { strategy: yours, requests: ${requests}, connections: 10 }`;
    const cells = ["start:", ...Array.from({ length: 5 }, () => load)];
    const notebook = path.join(lab, "own.lab.md");
    await writeFile(
      notebook,
      cells.map((code, at) => `\`\`\`yaml lab step-${at}\n${code}\n\`\`\`\n`).join("\n"),
    );
    const json = path.join(lab, "results.json");
    const cli = startCli([notebook, "--engine", "embedded", "--json", json], { TMPDIR: temporary });
    const results = async () => {
      const { cells }: JsonReport = JSON.parse(await readFile(json, "utf8"));
      // The cells above.
      const [start, ...loads] = cells.map(({ result }) => result);
      return { start: start as StartResult, loads: loads as LoadResult[] };
    };
    return { cli, results, temporary };
  }

  test("each counts its own hits on servers of its own; one that is stopped in the middle takes nothing from the other", async () => {
    const labs = [await labOf("one", 300), await labOf("two", 200), await labOf("stopped", 100)] as const;
    const [one, two, stopped] = labs;
    await stopped.cli.says("step-2");
    stopped.cli.child.kill("SIGINT");
    assert.equal((await stopped.cli.ended).code, 130);
    const apps = new Set<string>();
    for (const [lab, requests] of [
      [one, 300],
      [two, 200],
    ] as const) {
      const { code, stdout, stderr } = await lab.cli.ended;
      assert.equal(code, 0, stdout + stderr);
      const { start, loads } = await lab.results();
      apps.add(start.appUrl);
      assert.equal(loads.length, 5);
      for (const { ok, stored, lost, duplicated } of loads)
        assert.deepEqual([ok, stored, lost, duplicated], [requests, requests, 0, 0]);
    }
    assert.equal(apps.size, 2);
    for (const { temporary } of labs) assert.deepEqual(await readdir(temporary), []);
  });
});
