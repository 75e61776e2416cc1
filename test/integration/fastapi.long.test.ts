import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { Result } from "../../extension/actions/index.ts";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { sourcesOf } from "../../extension/inspection/app-client.ts";
import { usualPlaces } from "../../extension/stack/programs/places.ts";
import { environmentDownload } from "../../extension/stack/programs/python.ts";
import type { Composition } from "../../extension/stack/stack.ts";
import { openLab } from "../support/lab.ts";
import { mostBackends } from "../support/most-backends.ts";
import { until } from "../support/servers.ts";
import {
  commandLine,
  descendantsOf,
  distFolder,
  isAlive,
  listens,
  portsOf,
  root,
  startEmbedded,
} from "../support/stack.ts";

const inPython: Composition = { app: "fastapi", with: [] };

describe("a lab on the app in Python", () => {
  const { session, run } = openLab();
  before(() => run("start: { app: fastapi }"));
  after(() => session.stop());

  const load = async (words: string) => {
    const result = await run(`load: { ${words} }`);
    assert.ok(result.action === "load");
    return result;
  };

  test("says what it runs on, and stays when a start asks for the same", async () => {
    const again = await run("start: { app: fastapi }");
    assert.ok(again.action === "start" && again.alreadyRunning);
    assert.match(again.environment.runtime, /^Python 3\.\d+\.\d+$/);
    assert.deepEqual(again.connections, { max: 20, reserved: 3, pool: 15 });
    assert.deepEqual(
      again.strategies.map(({ name }) => name),
      "append atomic batched buffered coalesced deferred inline mutex naive nullpool pooled".split(" "),
    );
  });

  test("the class's code with SQLAlchemy's pool: not one error, and most hits are gone", async () => {
    const naive = await load("strategy: naive, requests: 500, connections: 30");
    assert.deepEqual([naive.ok, naive.failed, naive.unknown], [500, 0, 0]);
    assert.equal(naive.verdict, "lost");
    const alone = await load("strategy: naive, requests: 200, connections: 1");
    assert.deepEqual([alone.ok, alone.lost, alone.verdict], [200, 0, "exact"]);
  });

  test("a connection for each request: two faults at once", async () => {
    const nullpool = await load("strategy: nullpool, requests: 200, connections: 50");
    assert.deepEqual(Object.keys(nullpool.failures), ["53300"]);
    assert.equal(nullpool.verdict, "lost");
  });

  test("a hit by name, and the source of a strategy with the lines that matter", async () => {
    const append = await load("strategy: append, requests: 300, connections: 20");
    assert.deepEqual([append.byName, append.verdict, append.stored], [true, "exact", 300]);
    const shown = await run("show: { strategy: nullpool }");
    assert.ok(shown.action === "show");
    assert.equal(shown.file, "lab-stack/fastapi/strategies/nullpool.py");
    assert.match(shown.source, /poolclass=NullPool/);
    await assert.rejects(run("show: { strategy: stream }"), { code: "unknown-strategy" });
  });

  test("a connection that rests for longer than uvicorn's own 5 s still takes a hit", async () => {
    const { port } = new URL(session.require().stack.endpoints.app);
    const socket = connect({ host: "127.0.0.1", port: Number(port) });
    const answers: string[] = [];
    socket.setEncoding("utf8").on("data", (text: string) => answers.push(text));
    const ask = () => socket.write("GET /health HTTP/1.1\r\nhost: app\r\n\r\n");
    const answered = () => answers.join("").match(/HTTP\/1\.1 200/g)?.length ?? 0;
    ask();
    await until("the first answer", async () => answered() === 1);
    await sleep(6_000);
    ask();
    await until("the second answer", async () => answered() === 2);
    socket.destroy();
  });

  test("workers in Python move every hit exactly once while hits arrive, and one that is killed is replaced", async () => {
    await run("reset:");
    await run("worker: { strategy: batched, every: 0.1, count: 2, watch: 0 }");
    const batched = await load(
      "strategy: batched, requests: 2000, connections: 20, fault: { kill: worker, after: 0.3, recover: 0.5 }",
    );
    assert.deepEqual([batched.lost, batched.duplicated, batched.verdict], [0, 0, "exact"]);
    await until("the buffer is empty", async () => {
      const { stored, pending } = await session.require().inspection.counted("batched");
      return stored === batched.ok && pending === 0;
    });
    await run("worker: { strategy: batched, count: 0 }");
  });

  test("the app is killed, comes back on its port, and is frozen", async () => {
    const { stack } = session.require();
    await stack.kill("app", "SIGKILL");
    await assert.rejects(fetch(`${stack.endpoints.app}/strategies`));
    await stack.recover("app");
    assert.equal((await fetch(`${stack.endpoints.app}/strategies`)).status, 200);
    await stack.kill("app", "SIGTERM");
    await stack.recover("app");
    const paused = stack.pause("app", 400, new AbortController().signal);
    const begun = performance.now();
    await until("it stands still", async () => {
      const answer = fetch(`${stack.endpoints.app}/strategies`, { signal: AbortSignal.timeout(150) });
      return answer.then(
        () => performance.now() - begun > 5_000,
        () => true,
      );
    });
    await paused;
    assert.equal((await fetch(`${stack.endpoints.app}/strategies`)).status, 200);
  });

  test("what takes the code of the app on Node apart says so", async () => {
    await assert.rejects(
      run("interleave: { strategy: pooled }"),
      (error) => error instanceof LabError && error.code === "needs-node-app" && /Python/.test(error.what.ru),
    );
  });

  test("has the sizes of its start: no more backends than its pool", async () => {
    const small = await run("start: { app: fastapi, maxConnections: 50, pool: 1 }");
    assert.ok(small.action === "start" && !small.alreadyRunning);
    assert.deepEqual(small.connections, { max: 50, reserved: 3, pool: 1 });
    assert.equal(await mostBackends({ session, run }, "atomic"), 1);
    await load("strategy: pooled, requests: 200, connections: 20");
  });

  test("makes way for the app on Node, and that one for it", async () => {
    const node = await run("start: { app: node }");
    assert.ok(node.action === "start" && !node.alreadyRunning);
    assert.match(node.environment.runtime, /^Node /);
    const shown: Result = await run("show: { strategy: naive }");
    assert.ok(shown.action === "show" && shown.file.endsWith("app/strategies/naive.ts"));
  });
});

describe("the app in Python without Docker", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge студент "));
    await cp(join(root, "lab-stack"), join(folder, "lab-stack"), { recursive: true });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("is gone when the supervisor is killed, and leaves no compiled files", async () => {
    const stackFolder = join(folder, "lab-stack");
    const stack = await startEmbedded({ composition: inPython, stackFolder });
    const pids = await descendantsOf(process.pid);
    const [supervisor = 0] = pids;
    process.kill(supervisor, "SIGKILL");
    await stack.ended;
    await until("every process is gone", async () => {
      return (await Promise.all(pids.map(isAlive))).every((alive) => !alive);
    });
    for (const port of portsOf(stack.endpoints)) assert.equal(await listens(port), false);
    const files = await readdir(join(stackFolder, "fastapi"), { recursive: true });
    assert.deepEqual(
      files.filter((file) => file.includes("__pycache__")),
      [],
    );
  });

  test("a strategy is taken up when it is saved; its mistakes are told with file, line and column", async () => {
    const file = join(folder, "lab-stack", "fastapi", "strategies", "mine.py");
    await writeFile(file, "def hit(:\n");
    const stack = await startEmbedded({ composition: inPython, stackFolder: join(folder, "lab-stack") });
    const app = stack.endpoints.app;
    const source = async () => {
      const lists = (await sourcesOf(app, AbortSignal.timeout(10_000))) ?? [];
      return lists[0]?.find(({ name }) => name === "mine");
    };
    const mistake = async (text: string) => {
      await writeFile(file, text);
      const { mistake } = (await source()) ?? {};
      assert.equal(Object(await hit("x")).code, "does-not-load");
      return mistake && `${mistake.line}:${mistake.column}: ${mistake.message}`;
    };
    const hit = async (id: string) => {
      const answer = await fetch(`${app}/mine/hit`, { method: "POST", headers: { "x-hit-id": id } });
      return answer.json();
    };
    const counter = async () => (await fetch(`${app}/mine/counter`)).json();

    assert.match((await mistake("def hit(:\n")) ?? "", /^1:9: SyntaxError: /);
    assert.match((await mistake("import nothing\n")) ?? "", /^1:1: ModuleNotFoundError: No module named/);
    assert.match((await mistake("about = 1\n")) ?? "", /^1:1: TypeError: .* must have a function "hit"/);
    assert.match((await mistake("\n\nprint(oops)\n")) ?? "", /^3:7: NameError: name 'oops'/);
    assert.match((await mistake("exit(1)\n")) ?? "", /^1:1: RuntimeError: exit\(1\) would end the app/);

    const about =
      'about = {"en": "Mine.", "ru": "Моя."}\nfrom sqlalchemy import text\nfrom connections import Session\n';
    const sql =
      '    async with Session() as db:\n        await db.execute(text("SELECT valeu FROM counter"))\n';
    await writeFile(
      file,
      `${about}async def hit(hit_id):\n    if hit_id == "sql":\n    ${sql.replaceAll("\n ", "\n     ")}    oops()\n`,
    );
    const thrown = "NameError: name 'oops' is not defined (strategies/mine.py:8)";
    await until("the mended text", async () => Object(await hit("1")).thrown === thrown);
    assert.match(
      Object(await hit("sql")).thrown,
      /column "valeu" does not exist.* \(strategies\/mine\.py:7\)$/s,
    );

    // A task that it begins while it is loaded ends with it, once its last hit is answered.
    const living = (name: string) => `import asyncio
import pathlib
from connections import redis
about = {"en": "Mine.", "ru": "Моя."}
async def work():
    while True:
        await redis.incr("ticks-${name}")
        await asyncio.sleep(0.005)
worker = asyncio.create_task(work())
async def hit(hit_id):
    while hit_id == "wait" and not pathlib.Path(${JSON.stringify(join(folder, "go"))}).exists():
        await asyncio.sleep(0.005)
    await redis.rpush("answers", "${name} " + hit_id)
async def pending():
    return await redis.llen("answers")
async def close():
    await redis.rpush("answers", "${name} closed")
`;
    const client = new Redis(stack.endpoints.redis);
    const answers = () => client.lrange("answers", 0, -1);
    const ticks = async (name: string) => Number(await client.get(`ticks-${name}`));
    try {
      await writeFile(file, living("first"));
      await until("the first text", async () => (await ticks("first")) > 0);
      assert.deepEqual(await counter(), { stored: 0, pending: 0 });
      const waiting = hit("wait");
      await writeFile(file, living("second"));
      await until("the second text", async () => (await ticks("second")) > 0);
      await until("hits of the second text", async () => {
        await hit("2");
        return (await answers()).includes("second 2");
      });
      await writeFile(join(folder, "go"), "");
      assert.deepEqual(await waiting, { ok: true });
      await until("the end of the first", async () => (await answers()).includes("first closed"));
      const before = await ticks("first");
      const since = await ticks("second");
      await until("more of the second", async () => (await ticks("second")) > since + 20);
      assert.equal(await ticks("first"), before);
      const order = (await answers()).filter((answer) => !answer.endsWith(" 2"));
      assert.deepEqual(order, ["first wait", "first closed"]);
      assert.deepEqual(await counter(), { stored: 0, pending: (await answers()).length });
      await rm(file);
      assert.equal(await source(), undefined);
      assert.equal(Object(await hit("3")).code, "unknown-strategy");
    } finally {
      client.disconnect();
      await stack.stop();
    }
  });

  test("a cancel while pip works leaves nothing half-made", async () => {
    const storageFolder = join(folder, "storage");
    const ofPip = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("pip-"));
    const before = await ofPip();
    const cancel = new AbortController();
    let cancelledAt = 0;
    const progress = ({ text }: { text: { en: string } }) => {
      if (!text.en.startsWith("Fetching packages for Python") || cancelledAt > 0) return;
      cancelledAt = performance.now();
      cancel.abort();
    };
    const request = { storageFolder, stackFolder: join(root, "lab-stack"), signal: cancel.signal, progress };
    const download = await environmentDownload(request, await usualPlaces(distFolder));
    await assert.rejects(download.fetch(), isAbort);
    assert.ok(cancelledAt > 0, "it was cancelled while pip worked");
    assert.deepEqual(await readdir(storageFolder), []);
    assert.deepEqual(await ofPip(), before);
    const left = await Promise.all((await descendantsOf(process.pid)).map(commandLine));
    assert.deepEqual(
      left.filter((words) => words.includes("pip")),
      [],
    );
  });
});
