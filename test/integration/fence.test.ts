import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  besideItsServers,
  type Command,
  onOwnNetwork,
  withTargets,
} from "../../extension/stack/fence/fence.ts";
import { ServerProcess } from "../../extension/stack/server-process.ts";
import { aboutFence } from "../support/namespaces.ts";
import { until } from "../support/servers.ts";
import { descendantsOf, isAlive } from "../support/stack.ts";

describe("a fenced program", { skip: aboutFence() }, () => {
  let folder = "";
  let seen = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    seen = join(folder, "seen");
    await mkdir(seen);
    await writeFile(join(seen, "file.txt"), "mine");
    await writeFile(join(folder, "secret.txt"), "not yours");
  });
  /** Those that a test has started: one that fails may leave its program running, and then this file never ends. */
  const children: ChildProcess[] = [];
  after(async () => {
    for (const child of children) child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  const readable = () => withTargets([seen, process.execPath]);
  /** As the app of a student is: its own network around its servers, and within it a view of its own. */
  const fenced = (source: string): Command => {
    const program = { command: process.execPath, args: ["-e", source] };
    const app = besideItsServers(program, { readable: readable(), root: join(folder, "inner") });
    return onOwnNetwork(app, { readable: readable(), writable: [folder], root: join(folder, "outer") });
  };
  const start = ({ command, args }: Command) => {
    const child = spawn(command, args, {
      stdio: ["pipe", "pipe", "inherit"],
      env: { PATH: process.env.PATH },
      detached: true,
    });
    children.push(child);
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    return { child, ended: once(child, "close").then(([code]) => ({ code, out })) };
  };
  const plain = (source: string): Command => ({ command: process.execPath, args: ["-e", source] });

  test("is told to end by a signal, as any other, and ends in its own way", async () => {
    const source = `process.on("SIGTERM", () => process.exit(7)); console.log("ready"); setInterval(() => {}, 1000);`;
    const ready = Promise.withResolvers<void>();
    const server = new ServerProcess({
      ...besideItsServers(plain(source), { readable: readable(), root: join(folder, "signalled") }),
      service: "app",
      cwd: folder,
      env: { PATH: process.env.PATH },
      endsWithin: 60_000,
      withChildren: true,
      isFenced: true,
      takeLine: (line) => {
        if (line === "ready") ready.resolve();
        return true;
      },
    });
    await Promise.race([ready.promise, server.ended]);
    await server.kill("SIGTERM");
    assert.equal(await server.ended, "exit code 7");
  });

  test("reads what it is given and nothing else, writes only in a place of its own", async () => {
    const source = `
      const fs = require("node:fs");
      const tried = (work) => { try { return work() } catch (error) { return error.code } };
      console.log(JSON.stringify({
        given: tried(() => fs.readFileSync(${JSON.stringify(join(seen, "file.txt"))}, "utf8")),
        secret: tried(() => fs.readFileSync(${JSON.stringify(join(folder, "secret.txt"))}, "utf8")),
        accounts: tried(() => fs.readFileSync("/etc/passwd").length > 0),
        home: tried(() => fs.readdirSync(${JSON.stringify(process.env.HOME ?? "/root")}).length > 0),
        write: tried(() => fs.writeFileSync(${JSON.stringify(join(seen, "file.txt"))}, "yours")),
        own: tried(() => fs.writeFileSync("/tmp/x", "x")),
        processes: fs.readdirSync("/proc").filter((name) => /^\\d+$/.test(name)).length,
        rights: /CapEff:\\s*0+$/m.test(fs.readFileSync("/proc/self/status", "utf8")),
      }));`;
    const { out } = await start(fenced(source)).ended;
    const { own, ...found } = JSON.parse(out);
    assert.equal(own, undefined, "it may write to its own /tmp");
    assert.deepEqual(found, {
      given: "mine",
      secret: "ENOENT",
      accounts: "ENOENT",
      home: "ENOENT",
      write: "EROFS",
      // Itself and the shell around it.
      processes: 2,
      rights: true,
    });
    // The same program without a fence can do all that, so that the test shows the fence.
    const without = JSON.parse((await start(plain(source)).ended).out);
    assert.equal(without.secret, "not yours");
    assert.equal(without.accounts, true);
  });

  test("finds localhost by its name, and the program that a link in /etc stands for", {
    skip: !existsSync("/etc/alternatives/awk") && "nothing here is chosen by such a link",
  }, async () => {
    const source = `
      require("node:child_process").execFileSync("awk", ["BEGIN { exit }"]);
      require("node:dns").lookup("localhost", { family: 4 }, (error, address) => console.log(error ?? address));`;
    assert.equal((await start(fenced(source)).ended).out, "127.0.0.1\n");
  });

  test("reaches no server of this machine, and no network", async () => {
    const server = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const { port } = server.address() as { port: number }; // it listens on TCP
      const source = `
        const net = require("node:net");
        const reach = (port, host) => new Promise((done) => {
          net.connect(port, host).on("connect", () => done("reached")).on("error", ({ code }) => done(code));
        });
        Promise.all([reach(${port}, "127.0.0.1"), reach(9, "192.0.2.1")]).then((all) => {
          console.log(JSON.stringify(all));
          process.exit();
        });`;
      const { out } = await start(fenced(source)).ended;
      assert.deepEqual(JSON.parse(out), ["ECONNREFUSED", "ENETUNREACH"]);
      const reached = `require("node:net").connect(${port}, "127.0.0.1").on("connect", () => process.exit(7))`;
      assert.equal((await start(plain(reached)).ended).code, 7);
    } finally {
      server.close();
    }
  });

  test("cannot take all the memory, nor start programs without end", async () => {
    const memory = `
      const held = [];
      try { for (let n = 0; n < 400; n += 1) held.push(Buffer.alloc(10_000_000, 1)); } catch {}
      console.log(held.length);`;
    const { out: blocks } = await start(fenced(memory)).ended;
    assert.ok(Number(blocks) < 220, `${blocks} blocks of 10 MB`);
    const many = `
      const { spawn } = require("node:child_process");
      let refused = 0;
      for (let n = 0; n < 300; n += 1) spawn("sleep", ["600"]).on("error", () => { refused += 1; });
      setImmediate(() => setImmediate(() => { console.log(refused); process.exit(); }));`;
    const { out: refused } = await start(fenced(many)).ended;
    assert.ok(Number(refused) > 150, `${refused} of 300 refused`);
  });

  /** Resolves once it runs, with everything that it has started. */
  async function running(child: ChildProcess, out: NodeJS.ReadableStream): Promise<number[]> {
    await once(out, "data");
    assert.ok(child.pid !== undefined);
    return descendantsOf(child.pid);
  }
  const endless = `
    process.on("SIGTERM", () => {});
    require("node:child_process").spawn("sleep", ["600"], { detached: true }).on("spawn", () => console.log("on"));
    setInterval(() => {}, 1_000);`;

  for (const [how, end] of [
    ["is killed", (child: ChildProcess) => child.kill("SIGKILL")],
    ["has lost the one who started it", (child: ChildProcess) => child.stdin?.end()],
  ] as const) {
    test(`leaves nothing behind when it ${how}`, async () => {
      const { child, ended } = start(fenced(endless));
      assert.ok(child.stdout);
      const all = await running(child, child.stdout);
      assert.ok(all.length >= 4, "the shells, the program, and its child");
      end(child);
      await ended;
      for (const pid of all) await until(`process ${pid} has ended`, async () => !(await isAlive(pid)));
    });
  }

  test("leaves the folders of its root empty", async () => {
    await start(fenced("")).ended;
    assert.deepEqual(await readdir(join(folder, "outer")), []);
  });
});
