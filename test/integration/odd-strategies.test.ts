import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
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
let client: Redis;

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
  client = new Redis(redis.url);
  inspection = await inspectionOf(app, postgres, redis);
});
after(async () => {
  client?.disconnect();
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

/** Answers which text it is; `/wait` keeps one of its hits open until the file "go" is there. */
const text = (name: string) => `import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { redis } from "../connections.ts";
export const about = { en: "Mine.", ru: "Моя." };
setInterval(() => redis.incr("ticks-${name}"), 5);
export async function hit(id: string): Promise<void> {
  while (id.startsWith("wait") && !existsSync(${JSON.stringify(join(folder, "go"))})) await sleep(5);
  await redis.rpush("answers", "${name} " + id);
}
export async function pending(): Promise<number> {
  return redis.llen("answers");
}
export async function close(): Promise<void> {
  await redis.rpush("answers", "${name} closed");
}
`;

test("a saved file is taken up: its open hits are answered by the old text, whose intervals end", async () => {
  const file = join(folder, "app", "strategies", "yours.ts");
  const hit = (id: string) => app.post("/yours/hit", { "x-hit-id": id });
  assert.equal((await hit("0")).status, 404);
  await writeFile(file, text("first"));
  await until(async () => (await hit("1")).status === 200);
  const waiting = hit("wait");
  await until(async () => (await countedOf("ticks-first")) > 0);

  await writeFile(file, text("second"));
  // Without asking for it, as with curl.
  await until(async () => (await hit("2")).status === 200 && (await answers()).includes("second 2"));
  assert.equal((await answers()).includes("first wait"), false);
  await writeFile(join(folder, "go"), "");
  assert.equal((await waiting).status, 200);
  await until(async () => (await answers()).includes("first closed"));
  assert.ok((await answers()).indexOf("first wait") < (await answers()).indexOf("first closed"));
  const ticks = await countedOf("ticks-first");
  await until(async () => (await countedOf("ticks-second")) > 20);
  assert.equal(await countedOf("ticks-first"), ticks);
  assert.deepEqual((await app.get("/yours/counter")).body, {
    stored: 0,
    pending: (await answers()).length,
  });
});

test("a file that cannot run says where, refuses its hits and no others, keeps its counter, and runs again once it is mended", async () => {
  const file = join(folder, "app", "strategies", "yours.ts");
  const source = async () => {
    const { body } = await app.get("/sources");
    const [sources = []] = Object.values(body);
    return Object(sources).find(({ name }: { name: string }) => name === "yours");
  };
  const good = text("third");
  const bad: readonly (readonly [string, string, number, number])[] = [
    [`${good}const broken: = 1;\n`, "Unexpected token `=`", 16, 15],
    [good.replace("{ redis }", "{ radis }"), "does not provide an export named 'radis'", 3, 10],
    [good.replace("node:fs", "./missing.ts"), "Cannot find module", 1, 31],
    [`${good}throw new TypeError("no");\n`, "no", 16, 7],
    [good.replace("function hit", "function hat"), 'must export a function "hit"', 1, 1],
  ];
  for (const [code, message, line, column] of bad) {
    await writeFile(file, code);
    const { hash, mistake } = await source();
    assert.equal(hash, createHash("sha256").update(code).digest("hex").slice(0, 12));
    assert.ok(mistake?.message.includes(message), `${mistake?.message}`);
    assert.deepEqual([mistake.line, mistake.column], [line, column], message);
    const refused = await app.post("/yours/hit");
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.outcome],
      [503, "does-not-load", "failed"],
    );
    assert.match(String(refused.body.message), new RegExp(`^strategies/yours\\.ts:${line}:${column}: `));
    assert.equal((await app.get("/yours/counter")).status, 200);
    assert.equal((await app.hits("atomic", 1))[0]?.status, 200);
  }
  await writeFile(file, good);
  assert.equal((await source()).mistake, undefined);
  assert.equal((await app.post("/yours/hit", { "x-hit-id": "3" })).status, 200);
  assert.ok((await answers()).includes("third 3"));
  await writeFile(file, text("fourth"));
  await writeFile(file, good);
  await source();
  assert.equal((await app.post("/yours/hit", { "x-hit-id": "4" })).status, 200);
  assert.ok((await answers()).includes("third 4"));

  await rm(file);
  assert.equal(await source(), undefined);
  assert.equal((await app.post("/yours/hit")).status, 404);
});

async function answers(): Promise<string[]> {
  return client.lrange("answers", 0, -1);
}

async function countedOf(key: string): Promise<number> {
  return Number(await client.get(key));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}

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
