import assert from "node:assert/strict";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { isAbort } from "../../extension/common/lab-error.ts";
import { withoutPgbouncer } from "../support/brokers.ts";
import { spawnParent, untilNothing } from "../support/parent.ts";
import {
  commandLine,
  descendantsOf,
  portsOf,
  remainsOf,
  startEmbedded,
  supervisorOf,
} from "../support/stack.ts";

describe("the process of PgBouncer", { skip: await withoutPgbouncer() }, () => {
  const realTemporary = tmpdir();
  let scratch = "";
  let temporary = "";
  before(async () => {
    scratch = await mkdtemp(join(realTemporary, "surge-test-"));
  });
  beforeEach(async () => {
    temporary = await mkdtemp(join(scratch, "временная папка "));
    process.env.TMPDIR = temporary;
  });
  after(async () => {
    process.env.TMPDIR = realTemporary;
    await rm(scratch, { recursive: true, force: true });
  });
  const runs = async (pids: readonly number[]) => {
    const lines = await Promise.all(pids.map(commandLine));
    return lines.some((line) => line.includes("pgbouncer.ini"));
  };

  for (const victim of ["parent", "supervisor"] as const) {
    test(`is gone after SIGKILL of the ${victim}`, async () => {
      const parent = spawnParent({}, ["pgbouncer"]);
      const endpoints = await parent.endpoints;
      const pids = await descendantsOf(parent.child.pid ?? 0);
      assert.ok(await runs(pids));
      const pid = parent.child.pid ?? 0;
      process.kill(victim === "parent" ? pid : await supervisorOf(pid), "SIGKILL");
      const ports = [...portsOf(endpoints), Number(new URL(endpoints.pgbouncer ?? "").port)];
      await untilNothing(() => remainsOf(pids, ports, temporary));
      parent.child.kill("SIGKILL");
    });
  }

  test("runs as an ordinary user, too", { skip: process.getuid?.() !== 0 }, async () => {
    await chmod(scratch, 0o755);
    await chown(temporary, 65_534, 65_534);
    const parent = spawnParent({ uid: 65_534, gid: 65_534 }, ["pgbouncer"]);
    const endpoints = await parent.endpoints;
    const pids = await descendantsOf(parent.child.pid ?? 0);
    assert.equal((await fetch(`${endpoints.app}/health`)).status, 200);
    parent.child.kill("SIGKILL");
    await untilNothing(() => remainsOf(pids, portsOf(endpoints), temporary));
  });

  test("is gone after a cancel in the middle of its start, and after a stop", async () => {
    const cancel = new AbortController();
    const composition = { app: "node", with: ["pgbouncer"] } as const;
    const starting = startEmbedded({
      composition,
      signal: cancel.signal,
      progress: ({ text }) => text.en === "Starting PostgreSQL, Redis and PgBouncer" && cancel.abort(),
    });
    await assert.rejects(starting, isAbort);
    await untilNothing(() => remainsOf([], [], temporary));

    const stack = await startEmbedded({ composition });
    const pids = await descendantsOf(process.pid);
    await stack.freeze("pgbouncer");
    await stack.stop();
    await untilNothing(() => remainsOf(pids, portsOf(stack.endpoints), temporary));
  });
});
