import assert from "node:assert/strict";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Inspection } from "../../extension/inspection/inspection.ts";
import { type App, startApp } from "../support/app.ts";
import { copyStack } from "../support/copy-stack.ts";
import { inspectionOf } from "../support/inspection.ts";
import { type PostgresServer, type Server, startPostgres, startRedis } from "../support/servers.ts";
import { root } from "../support/stack.ts";

// A strategy may never answer at any place that the app or the lab asks.

let folder = "";
let postgres: PostgresServer;
let redis: Server;
let app: App;
let inspection: Inspection;

before(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  await copyStack(join(folder, "app"), "lab-stack/app");
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const never = "(): Promise<void> => new Promise(() => {});\n";
  await writeFile(
    join(folder, "app", "strategies", "keeping.ts"),
    `export const about = { en: "Mine.", ru: "Моя." };
export async function hit(): Promise<void> {}
export const open = ${never}export const forget = ${never}`,
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
