import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import pg from "pg";
import type { Progress } from "../../extension/actions/define.ts";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import { LabError } from "../../extension/common/lab-error.ts";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";
import { commandLine, descendantsOf } from "../support/stack.ts";

const run = promisify(execFile);

/** Bytes. */
const sizeOfDisk = 160 * 2 ** 20;

interface Victims {
  readonly postgres: number;
  readonly redis: number;
  readonly app: number;
  /** Of PostgreSQL. */
  readonly data: string;
  /** Of its superuser. */
  readonly url: string;
}
/** @returns what undoes it, if that can be done */
type Strike = (victims: Victims) => Promise<undefined | (() => Promise<unknown>)>;

/** What a load comes to: the code of its error, or its ledger. */
type Outcome = string | LoadResult;
type Expect = (outcome: Outcome) => void;

interface Fault {
  readonly strike: Strike;
  readonly atomic: Expect;
  readonly buffered: Expect;
}

const signal =
  (victim: "postgres" | "redis" | "app", name: NodeJS.Signals): Strike =>
  async (victims) => {
    process.kill(victims[victim], name);
    return undefined;
  };

const isError =
  (code: string): Expect =>
  (outcome) =>
    assert.equal(outcome, code);

/** Every hit has an outcome, and the ledger says that it is closed, or what it could not read. */
const isResult =
  (verdicts: readonly LoadResult["verdict"][], ...codes: readonly string[]): Expect =>
  (outcome) => {
    assert.ok(typeof outcome === "object", String(outcome));
    const { attempted, ok, failed, unknown, failures, verdict, lost, duplicated } = outcome;
    assert.equal(ok + failed + unknown, attempted);
    assert.ok(verdicts.includes(verdict), verdict);
    assert.deepEqual([lost, duplicated], [0, 0]);
    for (const code of Object.keys(failures)) assert.ok(codes.includes(code), JSON.stringify(failures));
  };

/** How soon a server notices is its own affair. */
const diesOr =
  (...expected: Parameters<typeof isResult>): Expect =>
  (outcome) =>
    typeof outcome === "string" ? isError("server-died")(outcome) : isResult(...expected)(outcome);

const dies = { atomic: isError("server-died"), buffered: isError("server-died") };

const faults: Readonly<Record<string, Fault>> = {
  "PostgreSQL is killed": { strike: signal("postgres", "SIGKILL"), ...dies },
  "Redis is killed": { strike: signal("redis", "SIGKILL"), ...dies },
  "the app is killed": { strike: signal("app", "SIGKILL"), ...dies },
  "PostgreSQL stands still": {
    strike: signal("postgres", "SIGSTOP"),
    atomic: isResult(["open"], "connect-timeout", "pool-timeout", "query-timeout", "timeout", "no-answer"),
    buffered: isResult(["open"]),
  },
  "Redis stands still": {
    strike: signal("redis", "SIGSTOP"),
    atomic: isResult(["exact"]),
    buffered: isResult(["open"], "redis-timeout"),
  },
  "the app stands still": {
    strike: signal("app", "SIGSTOP"),
    atomic: isError("app-hangs"),
    buffered: isError("app-hangs"),
  },
  "the data folder is deleted": {
    strike: async ({ data }) => {
      await rm(data, { recursive: true, force: true });
      return undefined;
    },
    atomic: diesOr(["open"], "58P01"),
    buffered: diesOr(["open"]),
  },
  "the disk is full": {
    strike: async ({ data }) => {
      const file = join(dirname(data), "filler");
      const { bavail, bsize } = await statfs(data);
      assert.ok(bavail * bsize < sizeOfDisk, "the data is on another disk than that of this test");
      // It ends when nothing more fits.
      await run("dd", ["if=/dev/zero", `of=${file}`, "bs=1M"]).catch(() => undefined);
      return () => rm(file, { force: true });
    },
    // PostgreSQL cannot write its log, and not even recover.
    atomic: isError("server-died"),
    buffered: diesOr(["exact", "open"], "MISCONF"),
  },
  "other programs take every connection": {
    strike: async ({ url }) => {
      const taken: pg.Client[] = [];
      for (let refused = 0; refused < 5; ) {
        const client = new pg.Client({ connectionString: url });
        client.on("error", () => {});
        const connected = await client.connect().then(
          () => true,
          () => false,
        );
        if (connected) taken.push(client);
        else refused += 1;
      }
      return () => Promise.all(taken.map((client) => client.end()));
    },
    // The app keeps those that it has; the lab may find none to look.
    atomic: isResult(["exact", "open"], "53300"),
    buffered: isResult(["open"]),
  },
};

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

  async function victims(): Promise<Victims> {
    const lines = await Promise.all(
      (await descendantsOf(process.pid)).map(async (pid) => [pid, await commandLine(pid)] as const),
    );
    const find = (words: RegExp) => lines.find(([, line]) => words.test(line)) ?? [0, ""];
    const [postgres, words] = find(/postgres\S* -D /);
    const [[redis], [app]] = [find(/redis-server/), find(/server\.ts/)];
    assert.ok(postgres > 0 && redis > 0 && app > 0);
    const { stack } = lab.session.require();
    return { postgres, redis, app, data: /-D (\S+)/.exec(words)?.[1] ?? "", url: stack.endpoints.postgres };
  }

  /** Strikes when the first hits have been answered. */
  async function loadDuring(strategy: string, strike: Strike) {
    const found = await victims();
    let struck: ReturnType<Strike> | undefined;
    let struckAt = 0;
    const progress = ({ load }: Progress) => {
      if (load && load.ok > 0)
        struck ??= strike(found).finally(() => {
          struckAt = performance.now();
        });
    };
    const words = `strategy: ${strategy}, duration: 3, connections: 20, timeout: 5`;
    const outcome: Outcome = await lab.run(`load: { ${words} }`, undefined, { progress }).then(
      (result) => {
        assert.ok(result.action === "load");
        return result;
      },
      (error) => {
        if (!(error instanceof LabError)) throw error;
        assert.ok(error.text("en").remedy !== "" && error.text("ru").remedy !== "");
        return error.code;
      },
    );
    assert.ok(struck, "the load was over before");
    const undo = await struck;
    return { outcome, undo, tookMs: performance.now() - struckAt };
  }

  for (const [name, { strike, ...expected }] of Object.entries(faults)) {
    for (const strategy of ["atomic", "buffered"] as const) {
      test(`${name}: ${strategy} ends, and the next start works`, async (t) => {
        await lab.run("start:");
        await lab.run("reset:");
        const { outcome, undo, tookMs } = await loadDuring(strategy, strike);
        t.diagnostic(
          `${Math.round(tookMs)} ms after it: ${typeof outcome === "string" ? outcome : outcome.verdict}`,
        );
        // First, so that a finding here leaves the next test its disk and its connections.
        await undo?.();
        expected[strategy](outcome);
        await lab.run("start:");
        const load = await lab.run("load: { strategy: buffered, requests: 10, connections: 2 }");
        assert.ok(load.action === "load");
        assert.equal(load.ok, 10);
      });
    }
  }
});
