import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import type { Inspection } from "../../extension/inspection/inspection.ts";
import { type App, appEnvironment, startApp } from "../support/app.ts";
import { copyApp } from "../support/copy-stack.ts";
import { inspectionOf } from "../support/inspection.ts";
import { endOf, type PostgresServer, type Server, startPostgres, startRedis } from "../support/servers.ts";

// A strategy may never answer, or not what is asked, at any place where the app asks it.

let folder = "";
let postgres: PostgresServer;
let redis: Server;
let app: App;
let inspection: Inspection;

before(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  await copyApp(folder);
  const never = "(): Promise<void> => new Promise(() => {});\n";
  await writeFile(
    join(folder, "app", "strategies", "keeping.ts"),
    `export const about = { en: "Mine.", ru: "Моя." };
export async function hit(): Promise<void> {}
export const open = ${never}export const forget = ${never}`,
  );
  await writeFile(
    join(folder, "app", "strategies", "returning.ts"),
    `export const about = { en: "Mine.", ru: "Моя." };
export async function hit(): Promise<void> {}
export async function process() {}
`,
  );
  const words = [join(folder, "app/server.ts")];
  app = await startApp({ databaseUrl: postgres.appUrl, redisUrl: redis.url, words });
  inspection = await inspectionOf(app, postgres, redis);
});
after(async () => {
  await app?.stop("SIGKILL");
  await Promise.all([postgres?.remove(), redis?.remove(), rm(folder, { recursive: true, force: true })]);
});

test("an `open` that never ends keeps the app from nothing, and such a `forget` only its own strategy from a reset", async () => {
  for (const strategy of ["memory", "atomic", "batched"]) await app.hits(strategy, 5);
  assert.deepEqual(await inspection.reset(), { keeping: "no answer within 3 s" });
  const { counters } = await inspection.allCounted();
  assert.deepEqual(
    counters.filter(({ stored, pending }) => stored + pending > 0),
    [],
  );
});

test("a `process` that returns nothing ends its batch for the one who steps through it", async () => {
  const env = appEnvironment({ databaseUrl: postgres.appUrl, redisUrl: redis.url });
  const child = spawn(process.execPath, [join(folder, "app", "stepper.ts"), "returning"], {
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    child.stdin.write("process\n");
    const [line] = await once(createInterface(child.stdout), "line");
    assert.deepEqual(JSON.parse(line), { processed: null });
  } finally {
    await endOf(child, "SIGKILL");
  }
});
