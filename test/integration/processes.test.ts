import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { LabError } from "../../extension/common/lab-error.ts";
import { listStrategies } from "../../extension/inspection/app-client.ts";
import { apps } from "../../extension/stack/apps.ts";
import { plainComposition, type Stack } from "../../extension/stack/stack.ts";
import { type App, appCommand, startApp, testedApp } from "../support/app.ts";
import { copyApp } from "../support/copy-stack.ts";
import { inspectionOf } from "../support/inspection.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { type PostgresServer, type Server, startPostgres, startRedis, until } from "../support/servers.ts";
import { commandLine, descendantsOf, isAlive, listens, portsOf, startEmbedded } from "../support/stack.ts";

const { extension } = apps[testedApp];

describe("an app of several processes", () => {
  let folder = "";
  let postgres: PostgresServer;
  let redis: Server;
  let app: App | undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await copyApp(folder, testedApp);
    const file = join(folder, apps[testedApp].folder, "strategies", `own${extension}`);
    await writeFile(file, ownStrategy[testedApp]);
    [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  });
  afterEach(async () => {
    // One that hangs does not notice the end of the first one; in a stack the supervisor ends it.
    const pids = await descendantsOf(app?.child.pid ?? 0);
    await app?.stop("SIGKILL");
    for (const pid of pids) if (await isAlive(pid)) process.kill(pid, "SIGKILL");
  });
  after(async () => {
    await Promise.all([postgres?.remove(), redis?.remove(), rm(folder, { recursive: true, force: true })]);
  });

  const start = async (processes: number) => {
    const [, ...words] = await appCommand();
    const server = join(folder, apps[testedApp].folder, `server${extension}`);
    const env = { PROCESSES: String(processes), EXIT_WITH_STDIN: "1" };
    const urls = { databaseUrl: postgres.appUrl, redisUrl: redis.url };
    app = await startApp({ ...urls, env, words: [...words.slice(0, -1), server] });
    const inspection = await inspectionOf(app, postgres, redis);
    await inspection.reset();
    return { app, inspection };
  };
  const few = { requests: 400, connections: 20 };

  test("counts what is in the memory of all of them, processes and forgets it in all", async () => {
    const { app, inspection } = await start(3);
    assert.equal(Object((await app.get("/settings")).body).processes, 3);
    await app.hits("own", 60, 20);
    const own = () => app.get("/own/counter").then(({ body }) => body);
    for (let n = 0; n < 6; n += 1) assert.deepEqual(await own(), { stored: 0, pending: 60 });
    assert.deepEqual((await app.post("/own/process")).body, { processed: 60 });
    assert.deepEqual(await own(), { stored: 60, pending: 0 });
    await app.hits("own", 60, 20);
    assert.deepEqual(await inspection.reset(), {});
    assert.deepEqual(await own(), { stored: 0, pending: 0 });
    const refusal = await app.post("/own/hit", { "x-hit-id": "broken" });
    assert.equal(refusal.status, 200);
    for (let n = 0; n < 6; n += 1) {
      const { status, body } = await app.get("/own/counter");
      assert.equal(status, 503);
      assert.match(String(body.thrown), new RegExp(`strategies/own${extension}:\\d+`));
    }
  });

  test("keeps every hit of a strategy that shares a write in each process", async () => {
    const { app, inspection } = await start(2);
    const coalesced = await judgedLoad(app.url, inspection, "coalesced", few);
    assert.deepEqual(coalesced.failures, {});
    assert.equal((await coalesced.judge()).verdict, "exact");
  });

  test("has a lock in each process: mutex is exact in one, and loses hits in two", async () => {
    for (const [processes, verdict] of [
      [1, "exact"],
      [2, "lost"],
    ] as const) {
      const { app, inspection } = await start(processes);
      const mutex = await judgedLoad(app.url, inspection, "mutex", few);
      assert.deepEqual(mutex.failures, {});
      assert.equal((await mutex.judge()).verdict, verdict, `${processes}`);
      await app.stop();
    }
  });

  test("stops in order: each process writes what it has", async () => {
    const { app, inspection } = await start(2);
    await app.hits("own", 40, 20);
    const pids = await descendantsOf(app.child.pid ?? 0);
    assert.equal(await app.stop("SIGTERM"), 0);
    await until("all of them are gone", async () => !(await Promise.all(pids.map(isAlive))).includes(true));
    assert.equal((await inspection.stored()).get("own"), 40);
  });

  test("stops when its parent has gone, and dies as a whole when one of its processes does", async () => {
    const { app: first } = await start(2);
    const gone = once(first.child, "exit");
    first.child.stdin?.end();
    await gone;
    const { app } = await start(2);
    const [pid = 0, ...others] = await workersOf(app);
    const died = once(app.child, "exit");
    process.kill(pid, "SIGKILL");
    assert.deepEqual(await died, [1, null]);
    await until("the others are gone", async () => !(await Promise.all(others.map(isAlive))).includes(true));
  });

  test("leaves no process when the first one is killed", async () => {
    const { app } = await start(2);
    const pids = await descendantsOf(app.child.pid ?? 0);
    await app.stop("SIGKILL");
    await until("all of them are gone", async () => !(await Promise.all(pids.map(isAlive))).includes(true));
  });

  test("hangs when one of its processes does", async () => {
    const { app } = await start(2);
    const { signal } = new AbortController();
    const hanging = app.post("/own/hit", { "x-hit-id": "endless" }).catch(() => undefined);
    const codeOfError = () =>
      listStrategies(app.url, signal).then(
        () => "no error",
        (error) => (error instanceof LabError ? error.code : String(error)),
      );
    await until("the hit has begun", async () => (await codeOfError()) !== "no error");
    // Some of these are asked of the process that hangs, the others of one that waits for it in vain.
    for (let n = 0; n < 2; n += 1) assert.equal(await codeOfError(), "app-hangs");
    await hanging;
  });
});

describe("a stack whose app has several processes", () => {
  let stack: Stack | undefined;
  afterEach(() => stack?.stop());

  test("kills, freezes and stops all of them, also after a SIGKILL of the supervisor", async () => {
    stack = await startEmbedded({ composition: { ...plainComposition, app: testedApp, processes: 2 } });
    const { app: url } = stack.endpoints;
    const programs = async () => {
      const pids = await descendantsOf(process.pid);
      const lines = await Promise.all(pids.map(commandLine));
      return pids.filter((_, index) => isOfApp.test(lines[index] ?? ""));
    };
    const first = await programs();
    assert.ok(first.length >= 3, `${first.length}`);
    await stack.kill("app", "SIGKILL");
    assert.deepEqual(
      await Promise.all(first.map(isAlive)),
      first.map(() => false),
    );
    await stack.recover("app");
    const paused = stack.pause("app", 800, new AbortController().signal);
    await until("it stands still", () =>
      fetch(`${url}/settings`, { signal: AbortSignal.timeout(150) }).then(
        () => false,
        () => true,
      ),
    );
    await paused;
    assert.equal((await fetch(`${url}/settings`)).status, 200);
    await stack.freeze("app");
    const pids = await descendantsOf(process.pid);
    const [supervisor = 0] = pids;
    process.kill(supervisor, "SIGKILL");
    await stack.ended;
    await until("every process is gone", async () => !(await Promise.all(pids.map(isAlive))).includes(true));
    for (const port of portsOf(stack.endpoints)) assert.equal(await listens(port), false);
  });
});

const isOfApp = new RegExp(`server\\${extension}|multiprocessing`);

/** The processes that take hits. */
async function workersOf(app: App): Promise<number[]> {
  const pids = await descendantsOf(app.child.pid ?? 0);
  const lines = await Promise.all(pids.map(commandLine));
  return pids.filter((_, index) => /server\.ts|spawn_main/.test(lines[index] ?? ""));
}

/** A student's strategy that counts in memory, and may hang or throw. */
const ownStrategy = {
  node: `import { pool } from "../connections.ts";
export const about = { en: "Mine.", ru: "Моя." };
let waiting = 0;
let broken = false;
export async function hit(id: string): Promise<void> {
  if (id === "broken") broken = true;
  else if (id === "endless") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  else waiting += 1;
}
export async function process(): Promise<number> {
  const count = waiting;
  waiting = 0;
  await pool.query("UPDATE counter SET value = value + $1 WHERE strategy = 'own'", [count]);
  return count;
}
export async function pending(): Promise<number> {
  if (broken) throw new TypeError("It broke.");
  return waiting;
}
export async function forget(): Promise<void> {
  waiting = 0;
}
export async function close(): Promise<void> {
  await process();
}
`,
  fastapi: `import threading
from sqlalchemy import update
from connections import Session
from models import Counter
about = {"en": "Mine.", "ru": "Моя."}
waiting = 0
broken = False

async def hit(hit_id):
    global waiting, broken
    if hit_id == "broken":
        broken = True
    elif hit_id == "endless":
        threading.Event().wait()
    else:
        waiting += 1

async def process():
    global waiting
    count, waiting = waiting, 0
    async with Session.begin() as db:
        await db.execute(update(Counter).where(Counter.strategy == "own").values(value=Counter.value + count))
    return count

async def pending():
    if broken:
        raise RuntimeError("It broke.")
    return waiting

async def forget():
    global waiting
    waiting = 0

async def close():
    await process()
`,
};
