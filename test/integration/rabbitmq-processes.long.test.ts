import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { withoutRabbitmq } from "../support/brokers.ts";
import { spawnParent, untilNothing } from "../support/parent.ts";
import {
  commandLine,
  descendantsOf,
  listeningAddresses,
  portsOf,
  remainsOf,
  startEmbedded,
  supervisorOf,
} from "../support/stack.ts";

// RabbitMQ is not one process but many: the node, its port mapper, and helpers that the node starts itself.

const composition = { app: "node", with: ["rabbitmq"] } as const;
const moment = "Starting PostgreSQL, Redis and RabbitMQ";

describe("the processes of RabbitMQ", { skip: await withoutRabbitmq() }, () => {
  const realTemporary = tmpdir();
  let scratch = "";
  let temporary = "";
  before(async () => {
    scratch = await mkdtemp(join(realTemporary, "surge-test-"));
  });
  beforeEach(async () => {
    temporary = join(await mkdtemp(join(scratch, "tmp-")), "временная папка");
    await mkdir(temporary);
    process.env.TMPDIR = temporary;
  });
  after(async () => {
    process.env.TMPDIR = realTemporary;
    await rm(scratch, { recursive: true, force: true });
  });
  const nothingRemains = (pids: readonly number[], ports: readonly number[] = []) =>
    untilNothing(() => remainsOf(pids, ports, temporary));
  const isStarted = async (pids: readonly number[], program: RegExp) => {
    for (const pid of pids) if (program.test(await commandLine(pid))) return true;
    return false;
  };

  test("listen on loopback only, with a password on no command line, and are gone after a stop", async () => {
    const stack = await startEmbedded({ composition });
    try {
      const url = new URL(stack.endpoints.rabbitmq ?? "");
      for (const pid of await descendantsOf(process.pid)) {
        assert.ok(!(await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes(url.password));
        const ports = await portsOfProcess(pid);
        for (const port of ports) {
          const foreign = (await listeningAddresses(port)).filter((address) => !loopback.has(address));
          assert.deepEqual(foreign, [], `port ${port} of ${await commandLine(pid)}`);
        }
      }
      const pids = await descendantsOf(process.pid);
      assert.ok(await isStarted(pids, /epmd/));
      await stack.kill("rabbitmq", "SIGKILL");
      assert.equal(
        await isStarted(await descendantsOf(process.pid), /epmd|beam/),
        false,
        "the mapper goes, too",
      );
      await stack.recover("rabbitmq");
      const all = [...pids, ...(await descendantsOf(process.pid))];
      await stack.stop();
      await nothingRemains(all, [...portsOf(stack.endpoints), Number(url.port)]);
    } finally {
      await stack.stop();
    }
  });

  test("are gone after SIGKILL of the parent", async () => {
    const parent = spawnParent({}, ["rabbitmq"]);
    const endpoints = await parent.endpoints;
    const pids = await descendantsOf(parent.child.pid ?? 0);
    assert.ok(await isStarted(pids, /beam/));
    parent.child.kill("SIGKILL");
    await nothingRemains(pids, portsOf(endpoints));
  });

  test("are gone after SIGKILL of the supervisor", async () => {
    const stack = await startEmbedded({ composition });
    const pids = await descendantsOf(process.pid);
    process.kill(await supervisorOf(process.pid), "SIGKILL");
    const death = await stack.ended;
    assert.ok(death instanceof LabError && death.code === "supervisor-died", String(death));
    await nothingRemains(pids, portsOf(stack.endpoints));
  });

  for (const program of [/epmd/, /beam/]) {
    test(`are gone after a cancel while ${program.source} has just started`, async () => {
      const cancel = new AbortController();
      let pids: number[] = [];
      const start = startEmbedded({
        composition,
        signal: cancel.signal,
        progress: async ({ text }) => {
          if (text.en !== moment) return;
          do pids = await descendantsOf(process.pid);
          while (!(await isStarted(pids, program)));
          cancel.abort();
        },
      });
      await assert.rejects(start, isAbort);
      assert.deepEqual(await remainsOf(pids, [], temporary), []);
    });
  }
});

const loopback = new Set(["0100007F", "00000000000000000000000001000000"]);

/** The ports that a process listens on, by the sockets that it has open (Linux). */
async function portsOfProcess(pid: number): Promise<number[]> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  const links = await Promise.all(descriptors.map((name) => readlink(join(folder, name)).catch(() => "")));
  const sockets = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const tables = await Promise.all(["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "utf8")));
  return tables
    .flatMap((table) => table.split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode = ""]) => state === "0A" && sockets.has(inode))
    .map(([, local = ""]) => Number.parseInt(local.split(":")[1] ?? "", 16));
}
