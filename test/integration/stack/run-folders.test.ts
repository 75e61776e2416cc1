import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  makeRunFolder,
  register,
  sweepRunFolders,
} from "../../../extension/stack/engines/embedded/run-folders.ts";
import { beginningOf } from "../../../extension/stack/process-state.ts";

let parent = "";
before(async () => {
  parent = await mkdtemp(join(tmpdir(), "surge-test-"));
});
after(() => rm(parent, { recursive: true, force: true }));

const sleeper = () => spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** As if its owner had been killed: the process that has its number now began at another time. */
async function orphan(folder: string, change: (register: Record<string, unknown>) => void): Promise<void> {
  const file = join(folder, "owner.json");
  const written = JSON.parse(await readFile(file, "utf8"));
  change(written);
  await writeFile(file, JSON.stringify(written));
}

test("a folder whose owner is gone is removed with the processes in it, and with no other", async () => {
  const [server, stranger] = [sleeper(), sleeper()];
  const pid = server.pid ?? 0;
  const folder = await makeRunFolder(parent);
  const began = beginningOf(pid) ?? assert.fail();
  // The stranger has the number of a server that is long gone.
  register(folder, [
    { kind: "process", pid, began },
    { kind: "process", pid: stranger.pid ?? 0, began: `${began} earlier` },
  ]);
  await sweepRunFolders(parent);
  assert.ok(await exists(folder), "its owner, this process, lives");

  await orphan(folder, (written) => {
    written.owner = { pid: process.pid, began: "earlier" };
  });
  const ended = once(server, "exit");
  await sweepRunFolders(parent);
  assert.deepEqual(await ended, [null, "SIGKILL"]);
  assert.equal(await exists(folder), false);
  assert.equal(stranger.kill(0), true);
  const end = once(stranger, "exit");
  stranger.kill();
  await end;
});

test("what cannot be told for sure stays", async () => {
  const elsewhere = await makeRunFolder(parent);
  await orphan(elsewhere, (written) => {
    written.host = "another-machine";
    written.owner = { pid: process.pid, began: "earlier" };
  });
  const [young, odd, other] = ["surge-lab-young", "surge-lab-odd", "others"].map((name) =>
    join(parent, name),
  );
  for (const folder of [young, odd, other]) await mkdir(folder ?? "");
  await writeFile(join(odd ?? "", "owner.json"), '{"owner": 1}');
  await sweepRunFolders(parent);
  assert.equal((await readdir(parent)).length, 4);
});
