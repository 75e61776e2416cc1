import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { LabError } from "../../extension/common/lab-error.ts";
import type { Stack } from "../../extension/stack/stack.ts";
import { withoutPgbouncer } from "../support/brokers.ts";
import { openLab } from "../support/lab.ts";
import { mostBackends } from "../support/most-backends.ts";
import { query } from "../support/servers.ts";
import { commandLine, descendantsOf, listeningAddresses } from "../support/stack.ts";

describe("PgBouncer between the app and PostgreSQL", { skip: await withoutPgbouncer() }, () => {
  const { session, run } = openLab();
  let stack: Stack;
  before(async () => {
    const started = await run("start: { with: [pgbouncer], pool: 40 }");
    assert.ok(started.action === "start");
    ({ stack } = session.require());
    assert.deepEqual(started.connections, { max: 20, reserved: 3, pool: 40, pgbouncer: 10 });
    assert.match(started.environment.pgbouncer ?? "", /^\d+\.\d+/);
  });
  after(() => session.stop());
  const hit = () =>
    fetch(`${stack.endpoints.app}/atomic/hit`, { method: "POST", headers: { "x-hit-id": "one" } });
  const load = async (code: string) => {
    const result = await run(`load: { ${code} }`);
    assert.ok(result.action === "load");
    return result;
  };

  test("fifty connections at once are none too many, and the lost update stays", async () => {
    for (const strategy of ["naive", "pooled"]) {
      const { ok, failed, unknown, lost } = await load(
        `strategy: ${strategy}, requests: 500, connections: 50`,
      );
      assert.deepEqual([ok, failed, unknown], [500, 0, 0], strategy);
      assert.ok(lost > 0, strategy);
    }
    assert.equal(await mostBackends({ session, run }, "atomic"), 10);
  });

  test("a trace explains each lost hit, although clients share connections", async () => {
    const { lost } = await load("strategy: pooled, requests: 300, connections: 30, trace: true");
    const explained = await run("explain:");
    assert.ok(explained.action === "explain");
    assert.ok(lost > 0);
    assert.deepEqual([explained.lost, explained.explained], [lost, lost]);
  });

  test("orders are played on connections of their own, past PgBouncer", async () => {
    const played = await run("interleave: { strategy: locked }");
    assert.ok(played.action === "interleave");
    const { "read-committed": level } = played.levels;
    assert.ok(level);
    // What waits is found by the backends that hold the locks, so a hit must keep its own.
    assert.deepEqual([level.exact, level.losing, level.aborting], [level.orders, 0, 0]);
    assert.ok(level.waiting > 0);
  });

  test("the limit of the app's statements holds, which it cannot ask for itself; a walk may stand in a transaction", async () => {
    const { rows } = await query(appUrl(stack), "SHOW statement_timeout");
    assert.deepEqual(rows, [{ statement_timeout: "3s" }]);
    const idle = await query(appUrl(stack), "SHOW idle_in_transaction_session_timeout");
    assert.deepEqual(idle.rows, [{ idle_in_transaction_session_timeout: "0" }]);
  });

  test("inspect says whose connections they are", async () => {
    const inspected = await run("inspect:");
    assert.ok(inspected.action === "inspect");
    assert.equal(inspected.pgbouncer, true);
    assert.deepEqual(inspected.connections.byState, [{ role: "surge_app", state: "idle", count: 10 }]);
  });

  test("PostgreSQL comes back behind it, and it comes back itself: the first hit after that is taken", async () => {
    for (const service of ["postgres", "pgbouncer"] as const) {
      await stack.kill(service, "SIGKILL");
      assert.deepEqual(stack.down, [service]);
      assert.equal((await hit()).status, 503, service);
      await stack.recover(service);
      assert.equal((await hit()).status, 200, service);
    }
  });

  test("asks for a password, listens on 127.0.0.1 only, and keeps its files to itself", {
    skip: process.platform === "win32",
  }, async () => {
    const url = new URL(appUrl(stack));
    if (process.platform === "linux")
      assert.deepEqual(await listeningAddresses(Number(url.port)), ["0100007F"]);
    const { password } = url;
    url.password = "wrong";
    await assert.rejects(
      new pg.Client({ connectionString: url.href, ssl: false }).connect(),
      /password|auth/,
    );
    const pid = await pidOf("pgbouncer.ini");
    assert.ok(!(await commandLine(pid)).includes(password));
    for (const file of await ownFiles(password)) assert.equal((await stat(file)).mode & 0o077, 0, file);
  });

  test("when it dies by itself, the stack ends and names it", async () => {
    process.kill(await pidOf("pgbouncer.ini"), "SIGKILL");
    const death = await stack.ended;
    assert.ok(death instanceof LabError && death.code === "server-died", String(death));
    assert.match(death.what.en, /^PgBouncer has stopped \(SIGKILL\)/);
    assert.match(death.what.ru, /^PgBouncer /);
  });
});

function appUrl({ endpoints }: Stack): string {
  return (endpoints.pgbouncer ?? "").replace(/\/pgbouncer$/, "/surge");
}

async function pidOf(word: string): Promise<number> {
  for (const pid of await descendantsOf(process.pid)) {
    if ((await commandLine(pid)).includes(word)) return pid;
  }
  throw new Error(`No process of this one has ${word} in its command line.`);
}

/** The files of the running PgBouncer, of which one has the password. */
async function ownFiles(password: string): Promise<string[]> {
  for (const name of await readdir(tmpdir())) {
    const folder = join(tmpdir(), name, "pgbouncer");
    const users = await readFile(join(folder, "users.txt"), "utf8").catch(() => "");
    if (users.includes(password)) return (await readdir(folder)).map((file) => join(folder, file));
  }
  throw new Error("Its folder is not there.");
}
