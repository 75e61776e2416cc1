// The whole first lab on servers that others use too.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Redis } from "ioredis";
import { newDatabase } from "../support/attach.ts";
import { runCli } from "../support/cli.ts";
import { catalogue, fillPostgres, fillRedis, foreignKeys, foreignRows, labKeys } from "../support/foreign.ts";
import { quickNotebook } from "../support/quick-notebook.ts";
import { type PostgresServer, type Server, startPostgres, startRedis } from "../support/servers.ts";

describe("what others have on the servers", () => {
  let folder = "";
  let postgres: PostgresServer;
  let redisServer: Server;
  let redis: Redis;
  let other: Redis;
  before(async () => {
    [postgres, redisServer] = await Promise.all([startPostgres(), startRedis()]);
    redis = new Redis(redisServer.url);
    other = new Redis(`${redisServer.url}/1`);
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  });
  after(async () => {
    redis?.disconnect();
    other?.disconnect();
    await Promise.all([postgres?.remove(), redisServer?.remove()]);
    await rm(folder, { recursive: true, force: true });
  });

  test("is the same, byte for byte, after the whole lab, and nothing is left after --drop", async () => {
    const database = "crowded";
    const student = await newDatabase(postgres.url, database);
    await fillPostgres(postgres.url, database);
    for (const each of [redis, other]) await fillRedis(each);
    const env = { SURGE_LAB_POSTGRES_URL: student, SURGE_LAB_REDIS_URL: redisServer.url };
    const attach = ["--engine", "attach", "--yes"];
    const look = async () => ({
      rows: await foreignRows(postgres.url, database),
      keys: await foreignKeys(redis),
      otherKeys: await foreignKeys(other),
    });
    const before = await look();
    const catalogueBefore = await catalogue(postgres.url, database);
    assert.ok(Object.keys(before.rows).length >= 5 && Object.keys(before.keys).length > 300);

    const json = join(folder, "results.json");
    const html = join(folder, "report.html");
    // All but what a killed PostgreSQL shows: this one is not the lab's to kill.
    const notebook = await quickNotebook("surge.en.lab.md", folder);
    const { stdout: steps } = await runCli([notebook, "--list"]);
    const names = steps.split("\n").map((line) => line.split(" ", 1)[0] ?? "");
    const only = names.filter((name) => name !== "" && name !== "outage" && name !== "catch-up");
    assert.ok(only.length > 20 && only.length < names.length - 1);
    const lab = await runCli(
      [notebook, "--only", only.join(","), ...attach, "--json", json, "--report", html],
      env,
    );
    assert.equal(lab.code, 0, lab.stdout + lab.stderr);
    assert.match(lab.stdout, /it makes the schema surge_lab/);
    assert.match(lab.stdout, /every expectation held/);
    assert.ok((await labKeys(redis)).every((key) => /^surge:\{[0-9a-f]{12}\}:/.test(key)));
    assert.deepEqual(await labKeys(other), []);
    assert.deepEqual(await look(), before);

    for (const text of [lab.stdout, lab.stderr, await readFile(json, "utf8"), await readFile(html, "utf8")]) {
      for (const secret of [new URL(student).password, `${new URL(redisServer.url).password}@`]) {
        assert.ok(!text.includes(secret));
      }
    }

    const dropped = await runCli([...attach, "--drop"], env);
    assert.deepEqual([dropped.code, dropped.stderr], [0, ""]);
    assert.match(dropped.stdout, /schema surge_lab of 127\.0\.0\.1:\d+\/crowded.*\nRemoved\./s);
    assert.deepEqual(await labKeys(redis), []);
    assert.deepEqual(await look(), before);
    assert.deepEqual(await catalogue(postgres.url, database), catalogueBefore);
    assert.match((await runCli([...attach, "--drop"], env)).stdout, /nothing of the lab/);
  });
});
