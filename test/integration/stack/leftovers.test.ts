import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Leftovers } from "../../../extension/stack/leftovers.ts";

/** A process that ignores every polite request. */
function stubborn() {
  const script = "process.on('SIGQUIT', () => {}).on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
  return spawn(process.execPath, ["-e", `${script}; console.log(1)`], {
    stdio: ["ignore", "pipe", "ignore"],
  });
}

test("processes and folders that are left are removed, stubborn ones too", async () => {
  const leftovers = new Leftovers();
  const children = [stubborn(), stubborn()];
  const exits = children.map((child) => once(child, "exit"));
  for (const child of children) await once(child.stdout, "data");
  for (const [index, child] of children.entries()) {
    leftovers.add({ kind: "process", pid: child.pid ?? 0, isPostgres: index === 0 });
  }
  const path = await mkdtemp(join(tmpdir(), "surge-test-"));
  await writeFile(join(path, "file"), "");
  leftovers.add({ kind: "folder", path });
  await leftovers.remove();
  assert.deepEqual(await Promise.all(exits), [
    [null, "SIGKILL"],
    [null, "SIGKILL"],
  ]);
  await assert.rejects(access(path));
});

test("what is no longer owned is left alone", async () => {
  const leftovers = new Leftovers();
  const child = stubborn();
  const pid = child.pid ?? 0;
  leftovers.add({ kind: "process", pid });
  leftovers.delete({ kind: "process", pid });
  await leftovers.remove();
  assert.equal(child.kill(0), true);
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
});
