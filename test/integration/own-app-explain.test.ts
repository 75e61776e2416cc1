import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { checkExplain } from "../../extension/actions/explain/check.ts";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";
import { query } from "../support/servers.ts";
import { root } from "../support/stack.ts";

const template = join(root, "extension/new-app/node/server.ts");
const contract = (folder: string, more = "") => `start:
  app:
    folder: ./${folder}
    command: node server.ts
    hit: POST /hit
    stored: { sql: SELECT value FROM counter WHERE id = 1 }
${more}`;

/** The class's worker: what comes between its GET and its DEL is in no number that it adds. */
const buffered = `import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import pg from "pg";
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 });
pool.on("error", () => undefined);
await pool.query("CREATE TABLE IF NOT EXISTS counter (id integer PRIMARY KEY, value integer NOT NULL)");
await pool.query("INSERT INTO counter VALUES (1, 0) ON CONFLICT DO NOTHING");
const redis = new Redis(process.env.REDIS_URL ?? "");
async function work(): Promise<void> {
  const pending = Number(await redis.get("pending_hits"));
  await sleep(5);
  await redis.del("pending_hits");
  await pool.query("UPDATE counter SET value = value + $1 WHERE id = 1", [pending]);
}
createServer(async (request, response) => {
  if (request.url === "/process") await work();
  else await redis.incr("pending_hits");
  response.end("{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
`;

describe("`explain` on an app that is not ours", () => {
  let folder = "";
  let lab: ReturnType<typeof openLab>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await copyStack(join(folder, "lab-stack"));
    lab = openLab(join(folder, "lab-stack"));
  });
  after(async () => {
    await lab.session.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const write = async (name: string, source: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, "server.ts"), source);
  };
  /** The cell of a traced load, and what becomes of its hits by the records of the servers alone. */
  const explained = async (load = "requests: 400, connections: 20") => {
    const traced = await lab.run(`load: { strategy: own, ${load}, trace: true }`);
    assert.ok(traced.action === "load" && traced.traced);
    const result = await lab.run("explain:");
    assert.ok(result.action === "explain");
    assert.deepEqual(checkExplain(result), []);
    assert.equal(result.explained, traced.lost);
    return result;
  };

  test("shows which write undid how many, without names where the app tells none, and with them where a comment does", async () => {
    const naive = await readFile(template, "utf8");
    await write("naive", naive);
    await lab.run(contract("naive"));
    const unnamed = await explained();
    assert.ok(unnamed.lost > 0 && unnamed.causes.overwritten === unnamed.lost && unnamed.unnamed);
    assert.deepEqual([unnamed.recorded.writes, unnamed.lostHits, unnamed.replay], [400, [], null]);
    for (const { undid, found, hits } of unnamed.collisions) {
      const undoer = hits.at(-1);
      assert.ok(undid > 0 && undoer?.id === null && undoer.backend !== null);
      assert.notEqual(found, (undoer.wrote ?? 0) - 1, "it wrote over a value that had moved on");
    }

    const telling = naive
      .replace("hit(): Promise", "hit(id: string | string[] | undefined): Promise")
      .replace(
        '"UPDATE counter SET value = $1 WHERE id = 1"',
        '"UPDATE counter SET value = $1 WHERE id = 1 /* hit " + id + " */"',
      )
      .replace("await hit()", 'await hit(request.headers["x-hit-id"])');
    await write("naive", telling);
    await lab.run(contract("naive"));
    const named = await explained();
    assert.ok(named.lost > 0 && named.unnamed === undefined);
    assert.ok(named.lostHits.length > 0 && named.collisions[0]?.hits.every(({ id }) => id !== null));

    const { postgres } = lab.session.require().stack.endpoints;
    const own = new URL(postgres);
    own.pathname = "/surge_own";
    const left = "SELECT nspname FROM pg_namespace WHERE nspname = 'surge_witness'";
    assert.deepEqual((await query(own.href, left)).rows, []);
  });

  test("makes nothing up where nothing is lost: an UPDATE that says what to add", async () => {
    const naive = await readFile(template, "utf8");
    const atomic = naive.replace(
      'SET value = $1 WHERE id = 1", [value]',
      'SET value = value + 1 WHERE id = 1"',
    );
    assert.notEqual(atomic, naive);
    await write("atomic", atomic);
    await lab.run(contract("atomic"));
    const { lost, overwrites, causes } = await explained();
    assert.deepEqual([lost, overwrites, causes.overwritten, causes.unrecorded], [0, 0, 0, 0]);
  });

  test("shows what a DEL removed unread", async () => {
    await write("buffered", buffered);
    await lab.run(
      contract("buffered", "    process: POST /process\n    pending: { redis: GET pending_hits }\n"),
    );
    const result = await explained("requests: 4000, connections: 10, processEvery: 20");
    assert.ok(result.lost > 0 && result.causes.thrownAway === result.lost);
    assert.ok(result.removals.every(({ removed, read, thrownAway }) => thrownAway === removed - read));

    await write("buffered", `${buffered}// Changed.\n`);
    await assert.rejects(lab.run("process: { strategy: own }"), { code: "own-changed" });
  });

  test("refuses by name what the servers cannot know", async () => {
    const refused = { code: "own-not-traced" };
    const trace = "load: { strategy: own, requests: 10, connections: 1, trace: true }";
    await lab.run(contract("atomic").replace("SELECT value FROM", "SELECT count(*) FROM"));
    await assert.rejects(lab.run(trace), refused);
    await lab.run(contract("atomic", "    pending: { redis: LLEN queue }\n"));
    await assert.rejects(lab.run(trace), refused);
    const plain = await lab.run("load: { strategy: own, requests: 10, connections: 1 }");
    assert.ok(plain.action === "load" && plain.lost === 0);
  });
});
