// One stack for each lab folder: here two starts on it, each with a supervisor of its own, as two windows have them.
import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { LabError } from "../../../extension/common/lab-error.ts";
import { register } from "../../../extension/stack/engines/embedded/run-folders.ts";
import { lockLab } from "../../../extension/stack/lab-lock.ts";
import type { Stack, StackOptions } from "../../../extension/stack/stack.ts";
import { copyStack } from "../../support/copy-stack.ts";
import { until } from "../../support/servers.ts";
import { descendantsOf, portsOf, startEmbedded, supervisorOf } from "../../support/stack.ts";

describe("a lab folder in two windows", () => {
  let folder = "";
  const running = new Set<Stack>();
  const { TMPDIR } = process.env;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "surge-test-"));
    // PostgreSQL's own user has to enter it.
    await chmod(folder, 0o755);
    process.env.TMPDIR = folder;
    await copyStack(path.join(folder, "lab-stack"));
    await copyStack(path.join(folder, "other", "lab-stack"));
  });
  afterEach(async () => {
    for (const stack of running) await stack.stop();
    running.clear();
    assert.deepEqual((await readdir(folder)).sort(), ["lab-stack", "other"]);
  });
  after(async () => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (options: Partial<StackOptions> = {}): Promise<Stack> => {
    const stackFolder = path.join(folder, "lab-stack");
    const stack = await startEmbedded({ stackFolder, keepData: true, ...options });
    running.add(stack);
    return stack;
  };

  test("the second is told of the first's stack, which goes on; another folder has its own", async () => {
    const first = await start();
    const pid = await supervisorOf(process.pid);
    const children = (await descendantsOf(process.pid)).length;
    await assert.rejects(start(), (error) => {
      assert(error instanceof LabError && error.code === "stack-in-use", String(error));
      assert.match(error.message, new RegExp(`another window has started it.*kill ${pid}\`\\.$`));
      return true;
    });
    assert.equal((await fetch(`${first.endpoints.app}/health`)).status, 200);
    await until("nothing of the refused start is left", async () => {
      const now = await descendantsOf(process.pid);
      return now.length <= children;
    });
    const other = await start({ stackFolder: path.join(folder, "other", "lab-stack") });
    assert.deepEqual(
      portsOf(other.endpoints).filter((port) => portsOf(first.endpoints).includes(port)),
      [],
    );
  });

  test("one that is just ending is waited for, as after a reload", async () => {
    const first = await start();
    const stopping = first.stop();
    const second = await start();
    await stopping;
    assert.equal((await fetch(`${second.endpoints.app}/health`)).status, 200);
  });

  test("an end that takes its time is said", async () => {
    const said: string[] = [];
    const { signal } = new AbortController();
    const lock = () => lockLab(folder, { signal, progress: ({ text }) => void said.push(text.en) });
    const first = await lock();
    assert(first);
    register(first.path, [], true);
    const second = lock();
    await until("the second waits", () => said.length > 0);
    await rm(first.path, { recursive: true });
    assert.deepEqual(await second, first);
    await rm(first.path, { recursive: true });
    assert.match(said[0] ?? "", /^Waiting until the earlier stack of this folder has ended/);
  });

  test("a link to the folder leads to the same lock", async () => {
    const options = { signal: new AbortController().signal, progress: () => {} };
    const link = path.join(folder, "other", "link");
    await symlink(folder, link, "junction");
    const first = await lockLab(folder, options);
    assert(first);
    await assert.rejects(lockLab(link, options), { code: "stack-in-use" });
    await rm(first.path, { recursive: true });
  });

  test("where the other window is gone, its servers are ended as the message says", async () => {
    const first = await start();
    process.kill(await supervisorOf(process.pid));
    await start();
    assert.match(String(await first.ended), /process that runs the servers has ended/);
  });

  test("a killed one locks nothing", async () => {
    const first = await start();
    process.kill(await supervisorOf(process.pid), "SIGKILL");
    assert.match(String(await first.ended), /SIGKILL/);
    await start();
  });

  test("what keeps nothing may run beside it, as in a terminal", async () => {
    const first = await start();
    const second = await start({ keepData: false });
    assert.notEqual(second.endpoints.app, first.endpoints.app);
  });
});
