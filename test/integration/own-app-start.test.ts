import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { explain } from "../../extension/common/lab-error.ts";
import { Processes } from "../../extension/stack/engines/embedded/processes.ts";
import { placeOwnApp, startOwnApp } from "../../extension/stack/own-app/start-own-app.ts";
import { isAlive } from "../../extension/stack/process-state.ts";
import { plainComposition } from "../../extension/stack/stack.ts";
import { distFolder } from "../support/stack.ts";

const contract = { hit: "POST /hit", stored: { get: "/count", key: "value" } };
const quoted = (text: string) => `"${process.execPath}" -e '${text}'`;

describe("the start of an app that is not ours", () => {
  let folder = "";
  const pids: number[] = [];
  const told: string[] = [];
  const processes = new Processes({
    owns: (leftover) => {
      if (leftover.kind === "process") pids.push(leftover.pid);
    },
    disowns: () => undefined,
  });
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  });
  after(async () => {
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const start = (command: string, patience = { start: 30, elsewhere: 0 }) =>
    startOwnApp({
      own: { ...contract, folder, command },
      composition: plainComposition,
      databaseUrl: "postgresql://a",
      redisUrl: "redis://b",
      brokers: {},
      distFolder,
      python: undefined,
      processes,
      progress: ({ text }) => told.push(text.en),
      signal: new AbortController().signal,
      patience,
    });

  test("gives it its servers and its port, and says that it waits for a slow one", async () => {
    const slow =
      'setTimeout(() => require("http").createServer((q, r) => r.end(process.env.DATABASE_URL)).listen(process.env.PORT), 1500)';
    const { url, server } = await start(quoted(slow));
    assert.equal(await (await fetch(url)).text(), "postgresql://a");
    assert.match(told.join("\n"), /Waiting for your app to listen on port \d+ \(1 s\)/);
    await server?.end();
  });

  test("runs a program of Node with the lab's own packages, and with its types, where the folder has none", async () => {
    const source = `import pg from "pg";\nconst port: number = Number(process.env.PORT);
(await import("node:http")).createServer((_, response) => response.end(typeof pg.Pool)).listen(port, "127.0.0.1");\n`;
    await writeFile(join(folder, "server.ts"), source);
    const { url, server } = await start("node server.ts");
    assert.equal(await (await fetch(url)).text(), "function");
    await server?.end();
  });

  test("says why it failed, and leaves nothing running", async () => {
    const begun = pids.length;
    await assert.rejects(start(quoted('console.error("no such table"); process.exit(3)')), {
      code: "own-ended",
      message: /before it listened \(exit code 3\)[\s\S]*no such table/,
    });
    await assert.rejects(start("no-such-program-at-all $PORT"), {
      code: "own-program",
      message: /“no-such-program-at-all”/,
    });
    await assert.rejects(
      start(quoted('console.log("up"); setInterval(() => {}, 1000)'), { start: 1, elsewhere: 5 }),
      {
        code: "own-silent",
        message: /Nothing listens on 127\.0\.0\.1:\d+ 1 s after[\s\S]*up/,
      },
    );
    for (const pid of pids.slice(begun)) assert.equal(await isAlive(pid), false);
  });

  test("names the port on which it listens instead", {
    skip: process.platform !== "linux" && "only Linux says where a process listens",
  }, async () => {
    const elsewhere = (host: string) => quoted(`require("net").createServer().listen(0, "${host}")`);
    for (const [host, address] of Object.entries({
      "127.0.0.1": /listens on 127\.0\.0\.1:\d+; the lab told it PORT=\d+/,
      "0.0.0.0": /listens on \*:\d+;/,
      "::1": /listens on \[::1\]:\d+;/,
    })) {
      await assert.rejects(start(elsewhere(host)), { code: "own-elsewhere", message: address });
    }
  });

  test("runs nothing outside the lab folder", async () => {
    const lab = join(folder, "lab");
    await mkdir(join(lab, "app"), { recursive: true });
    await mkdir(join(folder, "other"));
    await symlink(join(folder, "other"), join(lab, "link"));
    await writeFile(join(lab, "file"), "");
    const place = (name: string) => placeOwnApp({ ...contract, folder: name, command: "x" }, lab);
    assert.match((await place("./app")).folder ?? "", /[/\\]lab[/\\]app$/);
    for (const name of ["..", "../other", "link", join(folder, "other")])
      await assert.rejects(place(name), (error) => /outside|no such/.test(explain(error, "en")), name);
    await assert.rejects(place("missing"), { code: "own-folder" });
    await assert.rejects(place("file"), { code: "own-folder" });
  });
});
