import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Redis } from "ioredis";
import type { LabError } from "../../extension/common/lab-error.ts";
import { copyStack } from "../support/copy-stack.ts";
import { seenIn, unmet } from "../support/exercise.ts";
import { openLab } from "../support/lab.ts";
import { until } from "../support/servers.ts";

const strategy = (hit: string) => `import asyncio, os, sys, threading
about = {"en": "Mine.", "ru": "Моя."}
def fail(what):
    raise ValueError(what)
async def later(what):
    await asyncio.sleep(0)
    fail(what)
async def hit(hit_id):
    ${hit}
`;

describe("a strategy in Python that would end or block the app: its line is named, and the stack lives", () => {
  let folder = "";
  let lab: ReturnType<typeof openLab>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await copyStack(join(folder, "lab-stack"));
    lab = openLab(join(folder, "lab-stack"));
    await lab.run("start: { app: fastapi }");
  });
  after(async () => {
    await lab?.session.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const save = (name: string, text: string) =>
    writeFile(join(folder, "lab-stack/fastapi/strategies", `${name}.py`), text);
  const load = (name: string) => lab.run(`load: { strategy: ${name}, requests: 20, connections: 2 }`);
  const notRunning = (name: string, said: string) => (error: LabError) => {
    assert.equal(error.code, "strategy-does-not-load", error.what.en);
    assert.ok(error.what.en.includes(`strategies/${name}.py:${said} (outside of a request`), error.what.en);
    return true;
  };

  for (const [name, exit] of [
    ["leaving", "sys.exit(3)"],
    ["vanishing", "os._exit(3)"],
    ["raising", "raise SystemExit(3)"],
  ] as const) {
    test(`an exit: ${exit}`, async () => {
      await save(name, strategy(exit));
      const result = await load(name);
      assert.ok(result.action === "load");
      const said = new RegExp(`xit\\(3\\) would end the app, .* \\(strategies/${name}\\.py:9\\)$`);
      assert.match(result.exception?.text ?? "", said);
    });
  }

  for (const [name, begin] of [
    ["task", 'asyncio.create_task(later("too late"))'],
    ["callback", 'asyncio.get_running_loop().call_soon(fail, "too late")'],
    ["thread", 'threading.Thread(target=fail, args=["too late"]).start()'],
  ] as const) {
    test(`an exception that nobody catches, in a ${name}`, async () => {
      await save(name, strategy(begin));
      // The hit itself is answered; the exception comes when nobody waits for it any more.
      await load(name).catch(() => undefined);
      await assert.rejects(load(name), notRunning(name, "4: ValueError: too late"));
      await save(name, strategy("pass"));
      const mended = await load(name);
      assert.ok(mended.action === "load" && mended.ok === 20);
    });
  }

  test("a task that begins while the file is loaded, and fails, is not missed", async () => {
    const text = `${strategy("pass")}worker = asyncio.create_task(later("no work"))\n`;
    await save("working", text);
    await load("working").catch(() => undefined);
    await assert.rejects(load("working"), notRunning("working", "4: ValueError: no work"));
  });

  test("a check names the exception that nobody catches, and the next demand has an app again", async () => {
    const once = JSON.stringify(join(folder, "once"));
    const text = strategy(`if not os.path.exists(${once}):
        os.mkdir(${once})
        asyncio.create_task(later("only once"))
    async with autocommit.connect() as db:
        await db.execute(text("UPDATE counter SET value = value + 1 WHERE strategy = 'yours'"))`);
    await save("yours", `from sqlalchemy import text\nfrom connections import autocommit\n${text}`);
    const result = await lab.run("check: { exercise: exercise-1, seed: 7 }");
    assert.ok(result.action === "check");
    assert.deepEqual(unmet(result), { storesTheSurge: "thrown" }, seenIn(result));
    const seen = result.demands.find(({ name }) => name === "storesTheSurge")?.seen;
    assert.match(
      seen?.said?.en ?? "",
      /strategies\/yours\.py:6: ValueError: only once \(outside of a request/,
    );
  });

  test("what it opens it closes: when another text takes over, and when the app ends", async () => {
    const text = (name: string) => `${strategy("pass")}from connections import redis
async def open(): await redis.rpush("lives", "${name} opened")
async def close(): await redis.rpush("lives", "${name} closed")
`;
    const client = new Redis(lab.session.require().stack.endpoints.redis);
    const lives = () => client.lrange("lives", 0, -1);
    try {
      await save("living", text("first"));
      await load("living");
      await save("living", text("second"));
      await load("living");
      assert.deepEqual((await lives()).sort(), ["first closed", "first opened", "second opened"]);
      await lab.session.require().stack.kill("app", "SIGTERM");
      await until("the second is closed", async () => (await lives()).includes("second closed"));
      await lab.session.recover("app");
      await until("it is opened again", async () => (await lives()).length === 5);
    } finally {
      client.disconnect();
    }
  });

  test("a loop that never ends: the app is started anew", async () => {
    await save("looping", strategy("i = 0\n    while True: i += 1"));
    const { stack } = lab.session.require();
    await assert.rejects(load("looping"), ({ code, what }: LabError) => {
      assert.equal(code, "app-busy", what.en);
      assert.match(
        what.en,
        /^The app has not answered for 5 s: its one thread is busy in strategies\/looping\.py:10\. /,
      );
      return true;
    });
    const sound = await load("atomic");
    assert.ok(sound.action === "load" && sound.verdict === "exact");
    assert.equal(lab.session.require().stack, stack);
  });
});
