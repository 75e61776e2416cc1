import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { suite, suiteSetup, suiteTeardown, test } from "mocha";
import pg from "pg";
import * as vscode from "vscode";
import { cell, closeAll, find, openText, outputOf, run } from "./lab.ts";

suite("attach", () => {
  let servers: ChildProcess;
  let urls: { postgres: string; redis: string };

  suiteSetup(async () => {
    // The bundle of these tests is in test-output/host.
    const root = path.join(__dirname, "../..");
    servers = spawn(path.join(root, "node_modules/node/bin/node"), ["test/support/serve-attach.ts"], {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
    });
    assert(servers.stdout);
    const [line] = await once(createInterface(servers.stdout), "line");
    urls = JSON.parse(line);
    await vscode.commands.executeCommand("surgeLab.stopStack");
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand("surgeLab.forgetServers");
    servers.stdin?.end();
    await Promise.all([once(servers, "exit"), closeAll()]);
  });

  const attach = (given: object) => vscode.commands.executeCommand<boolean>("surgeLab.attachServers", given);
  const engine = () => vscode.workspace.getConfiguration("surgeLab").inspect<string>("engine")?.globalValue;

  test("servers that do not answer are not kept, and the engine stays", async () => {
    const before = engine();
    assert.notEqual(await attach({ ...urls, postgres: "no url" }), true);
    assert.notEqual(await attach({ ...urls, postgres: urls.postgres.replace("pupil-", "wrong-") }), true);
    assert.notEqual(await attach({ ...urls, kafka: "no url" }), true);
    assert.notEqual(await attach({ ...urls, kafka: "kafka://127.0.0.1:1" }), true);
    assert.equal(engine(), before);
  });

  test("servers that answer are kept among the secrets, and a start asks before it writes", async () => {
    assert.equal(await attach(urls), true);
    assert.equal(engine(), "attach");
    assert.doesNotMatch(JSON.stringify(vscode.workspace.getConfiguration()), /pupil-/);
    const start = find(await openText("attach.lab.md", cell("start", "start:")), 0);
    // Dialogs are refused in tests: nobody agrees.
    await run(start);
    assert.equal(start.executionSummary?.success, false, outputOf(start));
    assert.doesNotMatch(outputOf(start), /pupil-/);
    const client = new pg.Client(urls.postgres);
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = 'surge_lab'");
    await client.end();
    assert.equal(rowCount, 0);
  });

  test("forgetting them brings the engine back and leaves no URL", async () => {
    await vscode.commands.executeCommand("surgeLab.forgetServers");
    assert.notEqual(engine(), "attach");
  });
});
