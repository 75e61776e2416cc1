import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { LabError } from "../../common/lab-error.ts";
import { programError } from "./errors.ts";
import { makeFolder } from "./storage.ts";

let storage = "";
beforeEach(async () => {
  storage = await mkdtemp(join(tmpdir(), "surge-storage-"));
});
afterEach(() => rm(storage, { recursive: true, force: true }));

const fillWith = (name: string) => (folder: string) => writeFile(join(folder, name), "");

test("a folder gets its name when all of it is there, and replaces an older one", async () => {
  await makeFolder(storage, "a", fillWith("old"));
  const made = await makeFolder(storage, "a", async (folder) => {
    assert.deepEqual(await readdir(join(storage, "a")), ["old"]);
    await fillWith("new")(folder);
  });
  assert.deepEqual([await readdir(made), await readdir(storage)], [["new"], ["a"]]);
});

test("a folder that another lab has made meanwhile stays, for that lab runs what is in it", async () => {
  const made = await makeFolder(storage, "a", async (folder) => {
    await fillWith("ours")(folder);
    await mkdir(join(storage, "a"));
    await fillWith("theirs")(join(storage, "a"));
  });
  assert.deepEqual([await readdir(made), await readdir(storage)], [["theirs"], ["a"]]);
});

test("a failure leaves what was there before, and nothing else", async () => {
  await makeFolder(storage, "a", fillWith("old"));
  const failing = makeFolder(storage, "a", async (folder) => {
    await fillWith("half")(folder);
    throw programError("redis-missing");
  });
  await assert.rejects(failing, LabError);
  assert.deepEqual([await readdir(join(storage, "a")), await readdir(storage)], [["old"], ["a"]]);
});

test("what a killed process has left is removed, what a living one is filling is not", async () => {
  await mkdir(join(storage, "b.partial-99999999"));
  await mkdir(join(storage, `c.partial-${process.ppid}`));
  await makeFolder(storage, "a", fillWith("new"));
  assert.deepEqual((await readdir(storage)).sort(), ["a", `c.partial-${process.ppid}`]);
});

test("a storage that cannot be written is an error that names it", async () => {
  await writeFile(join(storage, "file"), "");
  const folder = join(storage, "file", "below");
  await assert.rejects(makeFolder(folder, "a", fillWith("new")), (error) => {
    assert.ok(error instanceof LabError && error.code === "storage-not-writable", String(error));
    assert.ok(error.what.ru.includes(folder));
    return true;
  });
});
