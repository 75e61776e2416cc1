import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";
import { callRedis, query, until } from "../support/servers.ts";
import { commandLine, descendantsOf } from "../support/stack.ts";

// As an endless loop, they let nothing else of the app run; but they leave the processor to other tests.
const blocked = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";
const endless = `export const about = { en: "Mine.", ru: "Моя." };
export async function hit(): Promise<void> { ${blocked}; }
`;
const endlessProcess = `export const about = { en: "Mine.", ru: "Моя." };
export async function hit(): Promise<void> {}
export async function process(): Promise<number> { ${blocked}; return 0; }
`;

describe("`start` starts anew what does not answer properly", () => {
  let folder = "";
  let lab: ReturnType<typeof openLab>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await copyStack(join(folder, "lab-stack"));
    const strategies = join(folder, "lab-stack", "app", "strategies");
    await writeFile(join(strategies, "endless.ts"), endless);
    await writeFile(join(strategies, "endless-process.ts"), endlessProcess);
    lab = openLab(join(folder, "lab-stack"));
    await lab.run("start:");
  });
  after(async () => {
    await lab.session.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const stack = () => lab.session.require().stack;
  const redis = (text: string, timeoutMs = 1_000) =>
    lab.session
      .require()
      .inspection.redis(text, { rowLimit: 9, timeoutMs, signal: new AbortController().signal });
  /** A start, and that the lab works again afterwards. */
  const started = async () => {
    const result = await lab.run("start:");
    assert.ok(result.action === "start");
    const load = await lab.run("load: { strategy: buffered, requests: 10, connections: 2 }");
    assert.ok(load.action === "load");
    assert.equal(load.ok, 10);
    return result;
  };
  /** The postmaster; its children have it as their parent. */
  const postmaster = async () => {
    for (const pid of await descendantsOf(process.pid)) {
      if (/postgres\S* -D /.test(await commandLine(pid))) return pid;
    }
    throw new Error("There is no PostgreSQL.");
  };

  test("a Redis that refuses the lab, and nothing else", async () => {
    await query(
      stack().endpoints.postgres,
      "UPDATE surge_lab.counter SET value = 7 WHERE strategy = 'naive'",
    );
    for (const text of [
      "CONFIG SET requirepass other",
      "CONFIG SET maxclients 1",
      "ACL SETUSER default off",
    ]) {
      await callRedis(stack().endpoints.redis, text);
      assert.deepEqual((await started()).startedAnew, ["redis"], text);
    }
    assert.equal((await lab.session.require().inspection.stored()).get("naive"), 7);
    await stack().kill("redis", "SIGKILL");
    assert.deepEqual((await started()).startedAnew, ["redis"], "killed, and not brought back");
    assert.equal((await started()).startedAnew, undefined, "what answers is left alone");
  });

  test("servers that answer nothing: a frozen PostgreSQL, an endless script, an endless hit", async () => {
    const hit = fetch(`${stack().endpoints.app}/endless/hit`, { method: "POST" }).catch(() => undefined);
    await assert.rejects(redis('EVAL "while true do end" 0', 300), { code: "redis-command-too-slow" });
    const pid = await postmaster();
    process.kill(pid, "SIGSTOP");
    await assert.rejects(lab.run("load: { strategy: naive, requests: 10, connections: 5 }"), {
      code: "app-hangs",
    });
    await writeFile(
      join(folder, "lab-stack", "app", "strategies", "endless.ts"),
      `${endless}// Corrected.\n`,
    );
    assert.deepEqual((await started()).startedAnew, ["postgres", "redis", "app"]);
    assert.deepEqual(
      await lab.session.changedFiles("endless", false),
      [],
      "the app runs the file as it is saved now",
    );
    await hit;
  });

  /** Long before a hit and a step of the app would be given up, after 60 s and 15 s. */
  const hangs = async (cell: string, within: number, code = "app-hangs") => {
    const begun = performance.now();
    await assert.rejects(lab.run(cell), { code });
    const took = performance.now() - begun;
    assert.ok(took < within, `${took} ms`);
    await stack().kill("app", "SIGKILL");
    await stack().recover("app");
  };

  test("an app that a load itself has made hang, which the load says after 5 s", () =>
    hangs("load: { strategy: endless, requests: 1000, connections: 50, timeout: 60 }", 30_000, "app-busy"));

  test("an app that a step of a strategy has made hang, which is said after 5 s", () =>
    hangs("process: { strategy: endless-process }", 14_000));

  test("but a load says nothing of the kind of an app that it has frozen itself", async () => {
    const load = await lab.run("load: { strategy: atomic, duration: 6, pause: { after: 0.5, ms: 5500 } }");
    assert.ok(load.action === "load");
    assert.ok(load.ok > 0 && load.lost === 0 && load.pause?.untilMs);
  });

  test("a PostgreSQL that waits for its clients to leave", async () => {
    const client = new pg.Client({ connectionString: stack().endpoints.postgres, ssl: false });
    client.on("error", () => {});
    await client.connect();
    process.kill(await postmaster(), "SIGTERM");
    await until("it takes no client any more", () =>
      query(stack().endpoints.postgres, "SELECT 1").then(
        () => false,
        () => true,
      ),
    );
    assert.deepEqual((await started()).startedAnew, ["postgres"]);
  });

  test("all of them, when their folder is gone", async () => {
    const [line = ""] = /-D \S+/.exec(await commandLine(await postmaster())) ?? [];
    await rm(line.slice(3), { recursive: true });
    const { alreadyRunning } = await started();
    assert.equal(alreadyRunning, false);
  });
});
