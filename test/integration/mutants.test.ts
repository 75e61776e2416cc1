import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import pg from "pg";
import type { Inspection } from "../../extension/inspection/inspection.ts";
import { type App, startApp } from "../support/app.ts";
import { copyApp } from "../support/copy-stack.ts";
import { inspectionOf } from "../support/inspection.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { holdRow, waitingForLock } from "../support/locks.ts";
import { type PostgresServer, type Server, startPostgres, startRedis, until } from "../support/servers.ts";

// Strategies that are broken on purpose. Each answers 200 and logs nothing: only the ledger can tell.

let folder = "";
let postgres: PostgresServer;
let redis: Server;
let app: App;
let inspection: Inspection;

before(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  await copyApp(folder);
  await mutant("append", "half-and-twice", [
    ["[id]", "[unpaired.pop() ?? (unpaired.push(id), id)]"],
    ["export async", "const unpaired: string[] = [];\nexport async"],
  ]);
  await mutant("batched", "same-batch", [
    ["randomUUID();", `"${"0".repeat(8)}-0000-4000-8000-${"0".repeat(12)}";`],
  ]);
  await mutant("batched", "early-delete", [
    ["  await redis.del(aside + id);\n", ""],
    [
      '    await client.query("BEGIN");\n',
      '    await client.query("BEGIN");\n    await redis.del(aside + id);\n',
    ],
  ]);
  await mutant("naive", "swallowing", [
    ["  await client.connect();\n  try {", "  try {\n  await client.connect();"],
    ["  } finally {", "  } catch {} finally {"],
    ["value = $1", "value = value + 1"],
    [", [value]", ""],
  ]);
  await startMutants();
});
after(async () => {
  await app?.stop("SIGKILL");
  await Promise.all([postgres?.remove(), redis?.remove(), rm(folder, { recursive: true, force: true })]);
});

/** A copy of a strategy under a name of its own, with these words replaced. */
async function mutant(
  of: string,
  name: string,
  changes: readonly (readonly [string, string])[],
): Promise<void> {
  const strategies = join(folder, "app/strategies");
  let source = await readFile(join(strategies, `${of}.ts`), "utf8");
  for (const [from, to] of changes) {
    assert.ok(source.includes(from), `${of}.ts has no ${from}`);
    source = source.replace(from, () => to);
  }
  source = source.replaceAll(`'${of}'`, `'${name}'`).replaceAll(`surge:${of}:`, `surge:${name}:`);
  await writeFile(join(strategies, `${name}.ts`), source);
}

async function startMutants(): Promise<void> {
  const words = [join(folder, "app/server.ts")];
  app = await startApp({ databaseUrl: postgres.appUrl, redisUrl: redis.url, words });
  inspection = await inspectionOf(app, postgres, redis);
}

test("a loss that is hidden by a duplicate: the number is right, the names are not", async () => {
  const load = await judgedLoad(app.url, inspection, "half-and-twice");
  const { attempted, ok, stored, lost, duplicated, verdict } = await load.judge();
  assert.deepEqual([attempted, ok, stored], [1000, 1000, 1000], "a counter would call this exact");
  assert.deepEqual([lost, duplicated, verdict], [500, 500, "lost-and-duplicated"]);
});

test("a batch id that repeats: the second batch is taken for the first", async () => {
  const first = await judgedLoad(app.url, inspection, "same-batch");
  await app.post("/same-batch/process");
  assert.equal((await first.judge()).verdict, "exact");
  const second = await judgedLoad(app.url, inspection, "same-batch");
  await app.post("/same-batch/process");
  const { lost, verdict } = await second.judge();
  assert.deepEqual([lost, verdict], [1000, "lost"]);
});

test("an acknowledge before the commit: a crash in between takes the batch with it", async () => {
  const load = await judgedLoad(app.url, inspection, "early-delete");
  const row = await holdRow(postgres.url, "early-delete");
  const admin = new pg.Client(postgres.url);
  await admin.connect();
  const processing = app.post("/early-delete/process").catch(() => undefined);
  await until("process waits at its UPDATE", async () => (await waitingForLock(admin)) === 1);
  await app.stop("SIGKILL");
  await processing;
  await Promise.all([row.release(), admin.end()]);
  await startMutants();
  const { lost, verdict } = await load.judge(inspection);
  assert.deepEqual([lost, verdict], [1000, "lost"]);
});

test("a swallowed error: what PostgreSQL refused was acknowledged", async () => {
  const load = await judgedLoad(app.url, inspection, "swallowing");
  const { ok, lost, stored, verdict } = await load.judge();
  assert.deepEqual([load.failures, ok, verdict], [{}, 1000, "lost"]);
  assert.equal(lost, 1000 - stored);
});
