import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { missing } from "../support/missing.ts";
import { openOwnApps } from "../support/own-apps.ts";

describe("an app in a language of which the lab knows nothing, with its standard library alone", () => {
  let lab: Awaited<ReturnType<typeof openOwnApps>>;
  before(async () => {
    lab = await openOwnApps();
  });
  after(() => lab.end());
  const load = async () => {
    const result = await lab.run("load: { strategy: own, requests: 1000, connections: 20 }");
    assert.ok(result.action === "load");
    return result;
  };

  test("Go, which counts in Redis: the ledger closes", { skip: missing("go", "version") }, async () => {
    // Its compiler may take longer than the minute that a start may take.
    execFileSync("go", ["build", "-o", "server", "main.go"], { cwd: join(lab.folder, "go") });
    const contract = "hit: POST /hit, stored: { redis: GET go_hits }";
    await lab.run(`start: { app: { folder: go, command: ./server, ${contract} } }`);
    const { ok, stored, lost, verdict } = await load();
    assert.deepEqual([ok, stored, lost, verdict], [1000, 1000, 0, "exact"]);
  });

  test("Java, which counts in its memory: what the app says of itself is what is judged", {
    skip: missing("java", "--version"),
  }, async () => {
    const contract = "hit: PUT /hit, stored: { get: /count, key: hits.stored }";
    await lab.run(`start: { app: { folder: java, command: java Server.java $PORT, ${contract} } }`);
    const { ok, stored, lost } = await load();
    assert.equal(ok, 1000);
    assert.equal(stored + lost, 1000);
  });
});
