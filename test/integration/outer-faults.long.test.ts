import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { copyStack } from "../support/copy-stack.ts";
import {
  type Case,
  diesOr,
  endsWell,
  isError,
  isResult,
  late,
  noRoom,
  stealPort,
  takeConnections,
} from "../support/faults.ts";
import { openLab } from "../support/lab.ts";
import { aboutFence, ownNetwork } from "../support/namespaces.ts";
import { serverPrograms } from "../support/programs.ts";
import { commandLine, descendantsOf } from "../support/stack.ts";
import { inOwnProcess } from "../support/strike-lab.ts";

const run = promisify(execFile);

/** Bytes. */
const sizeOfDisk = 160 * 2 ** 20;

// A disk of its own that can be full needs a mount, which is root's.
const isRoot = process.getuid?.() === 0 && process.platform === "linux";

describe("what befalls the servers from outside while a load runs", { skip: !isRoot }, () => {
  const { TMPDIR } = process.env;
  let folder = "";
  let lab: ReturnType<typeof openLab>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    const disk = join(folder, "disk");
    await mkdir(disk);
    // PostgreSQL runs as another user.
    await chmod(folder, 0o755);
    await run("mount", ["-t", "tmpfs", "-o", `size=${sizeOfDisk}`, "none", disk]);
    process.env.TMPDIR = disk;
    await copyStack(join(folder, "lab-stack"));
    lab = openLab(join(folder, "lab-stack"));
  });
  after(async () => {
    try {
      await lab?.session.stop();
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
      // It may not have been mounted.
      await run("umount", ["--lazy", join(folder, "disk")]).catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    }
  });

  const words = { postgres: /postgres\S* -D /, redis: /redis-server/, app: /server\.ts/ };
  async function processOf(server: keyof typeof words): Promise<{ pid: number; line: string }> {
    for (const pid of await descendantsOf(process.pid)) {
      const line = await commandLine(pid);
      if (words[server].test(line)) return { pid, line };
    }
    throw new Error(`There is no ${server}.`);
  }
  async function dataFolder(): Promise<string> {
    const { line } = await processOf("postgres");
    return /-D (\S+)/.exec(line)?.[1] ?? "";
  }

  const ending =
    (server: keyof typeof words, signal: NodeJS.Signals): Case["strike"] =>
    async () => {
      process.kill((await processOf(server)).pid, signal);
      return undefined;
    };
  const deleteData: Case["strike"] = async () => {
    await rm(await dataFolder(), { recursive: true, force: true });
    return undefined;
  };
  const fillDisk: Case["strike"] = async () => {
    const data = await dataFolder();
    const file = join(dirname(data), "filler");
    const { bavail, bsize } = await statfs(data);
    assert.ok(bavail * bsize < sizeOfDisk, "the data is on another disk than that of this test");
    // It ends when nothing more fits.
    await run("dd", ["if=/dev/zero", `of=${file}`, "bs=1M"]).catch(() => undefined);
    return () => rm(file, { force: true });
  };
  const endpoints = () => lab.session.require().stack.endpoints;

  const cases: Readonly<Record<string, Case>> = {
    "PostgreSQL is killed": {
      says: "PostgreSQL has stopped (SIGKILL)",
      strategy: "atomic",
      strike: ending("postgres", "SIGKILL"),
      expect: isError("server-died"),
    },
    "Redis is killed": {
      strategy: "buffered",
      strike: ending("redis", "SIGKILL"),
      expect: isError("server-died"),
    },
    "the app is killed": {
      strategy: "atomic",
      strike: ending("app", "SIGKILL"),
      expect: isError("server-died"),
    },
    "PostgreSQL stands still": {
      says: "The servers of the stack do not answer: timeout expired",
      strategy: "atomic",
      strike: ending("postgres", "SIGSTOP"),
      expect: isResult(["open"], ...late),
    },
    "Redis stands still, and the hits go to PostgreSQL": {
      strategy: "atomic",
      strike: ending("redis", "SIGSTOP"),
      expect: isResult(["exact"]),
    },
    "Redis stands still": {
      says: "HTTP 503 redis-timeout Command timed out",
      strategy: "buffered",
      strike: ending("redis", "SIGSTOP"),
      expect: isResult(["open"], "redis-timeout"),
    },
    "the app stands still": {
      says: "The app answers nobody: something has stopped its process where it stands",
      strategy: "buffered",
      strike: ending("app", "SIGSTOP"),
      expect: isError("app-stopped"),
    },
    "the data folder is deleted": {
      strategy: "atomic",
      strike: deleteData,
      expect: diesOr(["open"], "58P01"),
    },
    "the disk is full, and PostgreSQL cannot write its log": {
      // Where its log has room it recovers, and then can serve nobody.
      says: ["PostgreSQL has stopped", "could not write init file. The disk is full"],
      strategy: "atomic",
      strike: fillDisk,
      // A load that was just over is kept.
      expect: diesOr(["open"], ...noRoom),
    },
    "the disk is full, and the hits go to Redis": {
      strategy: "buffered",
      strike: fillDisk,
      expect: diesOr(["exact", "open"], "MISCONF"),
    },
    "other programs take every connection": {
      strategy: "buffered",
      strike: () => takeConnections(endpoints().postgres),
      expect: isResult(["open"]),
    },
    "another program takes the app's port when the load has killed the app": {
      says: "The app is down",
      strategy: "atomic",
      strike: () => stealPort(endpoints().app),
      more: ", fault: { kill: app, after: 1, recover: 1 }",
      expect: (outcome) => {
        assert.ok(typeof outcome === "object", String(outcome));
        assert.match(outcome.besideFailed?.fault?.en ?? "", /EADDRINUSE/);
        assert.equal(outcome.verdict, "open");
        assert.match(outcome.unread?.en ?? "", /The app is down/);
      },
    },
  };
  for (const [name, one] of Object.entries(cases)) {
    test(`${name}: the load ends, and the next start works`, async (t) => {
      await lab.run("start:");
      await lab.run("reset:");
      await endsWell(t, lab, one);
    });
  }
});

test("the network is cut while a load runs: the load ends, and the next start works", {
  // PostgreSQL runs as another user, whom a namespace of a plain user does not have.
  skip: !isRoot || aboutFence(),
}, async (t) => {
  await inOwnProcess(t, {
    before: ownNetwork,
    env: {},
    words: ["buffered", "ip link set lo down", "ip link set lo up"],
    expect: isError("stack-gone"),
  });
});

const [fakeClock] = globSync("/usr/lib/*/faketime/libfaketime.so.1");

test("the clock is set an hour forward and two back while a load runs: nothing comes of it", {
  skip: fakeClock === undefined && "there is no libfaketime",
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  const file = join(folder, "time");
  // PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  await writeFile(file, "+0\n");
  // Redis keeps the real clock: its allocator and the library do not start together.
  const { redisServer, redisEnv } = await serverPrograms();
  const variables = Object.entries(redisEnv).map(([name, value]) => `${name}='${value}'`);
  const script = `#!/bin/sh\nexec env -u LD_PRELOAD ${variables.join(" ")} '${redisServer}' "$@"\n`;
  await writeFile(join(folder, "redis-server"), script, { mode: 0o755 });
  try {
    const told = await inOwnProcess(t, {
      before: [],
      env: {
        PATH: [folder, process.env.PATH].join(delimiter),
        LD_PRELOAD: fakeClock,
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: "1",
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
      },
      words: ["atomic", `echo +1h > ${file}; sleep 1; echo -1h > ${file}`, `echo +0 > ${file}`],
      expect: isResult(["exact"], "57014"),
    });
    assert.match(told, /The clock has moved by -3600 s/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
