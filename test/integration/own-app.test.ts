import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parse } from "yaml";
import type { Progress } from "../../extension/actions/define.ts";
import { ownApp } from "../../extension/actions/start/own-app.ts";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";
import { listens, root, supervisorOf } from "../support/stack.ts";

const templates = join(root, "extension/new-app");

test("each new app comes with a cell that is a whole contract", async () => {
  for (const kind of await readdir(templates)) {
    const { start } = parse(await readFile(join(templates, kind, "cell.yaml"), "utf8"));
    assert.equal(ownApp.safeParse(start.app).error, undefined, kind);
    assert.equal(start.app.folder, "./my-app");
  }
});

describe("an app of one's own, as New App… makes it for Node", () => {
  let folder = "";
  let lab: ReturnType<typeof openLab>;
  const load = "load: { strategy: own, requests: 300, connections: 20 }";
  const cellOf = async (kind: string) => readFile(join(templates, kind, "cell.yaml"), "utf8");

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await copyStack(join(folder, "lab-stack"));
    await cp(join(templates, "node"), join(folder, "my-app"), { recursive: true });
    lab = openLab(join(folder, "lab-stack"));
  });
  after(async () => {
    await lab.session.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("is started, loaded and judged by its contract: a lost update is found, and an atomic one closes the ledger", async () => {
    const started = await lab.run(await cellOf("node"));
    assert.ok(started.action === "start");
    assert.deepEqual(
      started.strategies.map(({ name }) => name),
      ["own"],
    );
    assert.equal(started.environment.runtime, "node server.ts");
    const naive = await lab.run(load);
    assert.ok(naive.action === "load");
    assert.deepEqual([naive.ok, naive.stored + naive.lost], [300, 300]);
    assert.ok(naive.lost > 0, "nothing was lost, so that nothing is tested");
    // What only our own apps measure is left out, and not made up.
    assert.deepEqual([naive.time, naive.appBusyShare], [null, null]);
    assert.equal(naive.abCommand, `ab -l -m POST -n 300 -c 20 -k ${started.appUrl}/hit`);

    const source = await readFile(join(folder, "my-app", "server.ts"), "utf8");
    const body = /async function hit\(\)[\s\S]*?\n}\n/;
    const atomic = `async function hit(): Promise<number> {
  const { rows } = await pool.query<{ value: number }>("UPDATE counter SET value = value + 1 WHERE id = 1 RETURNING value");
  return rows[0]?.value ?? 0;
}\n`;
    await writeFile(join(folder, "my-app", "server.ts"), source.replace(body, atomic));
    await assert.rejects(lab.run(load), { code: "own-changed", message: /since it started, server\.ts has/ });
    const again = await lab.run(await cellOf("node"));
    assert.ok(again.action === "start");
    const { alreadyRunning, startedAnew, changedFiles } = again;
    assert.deepEqual([alreadyRunning, startedAnew, changedFiles], [true, ["app"], ["server.ts"]]);
    const fault = "fault: { kill: app, after: 1, recover: 0 }";
    const killed = await lab.run(`load: { strategy: own, duration: 2, connections: 4, ${fault} }`);
    assert.ok(killed.action === "load" && killed.fault?.backMs, JSON.stringify(killed));
    const kept = await lab.run(load);
    assert.ok(kept.action === "load");
    assert.deepEqual([kept.stored, kept.lost, kept.verdict], [300, 0, "exact"]);
    assert.equal(kept.source?.file, "my-app/");
    assert.notEqual(kept.source?.hash, naive.source?.hash);
  });

  test("is reset, inspected and compared like ours; what needs our code is refused by name", async () => {
    const inspected = await lab.run("inspect:");
    assert.ok(inspected.action === "inspect");
    assert.ok(inspected.counters.some(({ strategy, stored }) => strategy === "own" && stored > 300));
    assert.ok(inspected.connections.byState.some(({ role }) => role === "surge_own"));
    const compared = await lab.run("compare:");
    assert.ok(compared.action === "compare");
    const reset = await lab.run("reset:");
    assert.ok(reset.action === "reset");
    assert.deepEqual(reset.counters, [{ strategy: "own", stored: 0, pending: 0 }]);
    for (const [action, cell] of Object.entries({
      matrix: "matrix: { strategies: [own] }",
      step: "step: { strategy: own }",
      interleave: "interleave: { strategy: own }",
      show: "show: { strategy: own }",
    }))
      await assert.rejects(lab.run(cell), { code: "own-action", message: new RegExp(`^\`${action}\``) });
    await assert.rejects(lab.run("process: { strategy: own }"), { code: "nothing-to-process" });
    await assert.rejects(lab.run("load: { strategy: naive }"), { code: "unknown-strategy" });
  });

  test("stands still while it is paused, alone or in the middle of a load, and goes on afterwards", async () => {
    const paused = await lab.run("pause: { ms: 600 }");
    assert.ok(paused.action === "pause");
    assert.ok(paused.frozenMs >= 590 && paused.slowestMs >= 500, `${paused.slowestMs} ms`);
    const load = await lab.run(
      "load: { strategy: own, duration: 2, connections: 2, pause: { after: 0.5, ms: 600 } }",
    );
    assert.ok(load.action === "load" && load.pause?.untilMs && load.unknown === 0);
    assert.ok(load.latencyMs.max >= 500, `${load.latencyMs.max} ms`);
  });

  test("whose contract is wrong says so: at the start where nothing can be read, after a load where every hit is refused", async () => {
    const right = await cellOf("node");
    await assert.rejects(lab.run(right.replace("FROM counter", "FROM countre")), {
      code: "own-figure",
      message: /`stored` cannot be read \(sql: .*relation "countre" does not exist/,
    });
    await lab.run(right.replace("POST /hit", "GET /hit"));
    await assert.rejects(lab.run(load), {
      code: "own-method",
      message: /405 to GET \/hit: there it takes POST/,
    });
  });

  test("that takes its files up by itself may change at any time, but not in the middle of a load", async () => {
    const file = join(folder, "my-app", "server.ts");
    const source = await readFile(file, "utf8");
    await lab.run(`${await cellOf("node")}    reloads: true\n`);
    await writeFile(file, `${source}// Changed.\n`);
    const judged = await lab.run(load);
    assert.ok(judged.action === "load" && judged.source && !judged.changedFiles);
    const progress = ({ load }: Progress) => {
      if (load) writeFileSync(file, source);
    };
    const long = "load: { strategy: own, duration: 1, connections: 1 }";
    await assert.rejects(lab.run(long, undefined, { progress }), {
      code: "text-changed-meanwhile",
      message: /^my-app\/ was saved/,
    });
  });

  test("is tied to the lab: when the supervisor is killed, it is gone, although it does not look after its parent", async () => {
    const { stack } = lab.session.require();
    const port = Number(new URL(stack.endpoints.app).port);
    assert.equal(await listens(port), true);
    process.kill(await supervisorOf(process.pid), "SIGKILL");
    await stack.ended;
    assert.equal(await listens(port), false);
  });
});
