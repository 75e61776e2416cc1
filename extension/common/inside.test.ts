import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileTrouble } from "./file-trouble.ts";
import { inside } from "./inside.ts";

test("no link leads out of a folder, whatever is or is not behind it", async () => {
  const around = await mkdtemp(path.join(tmpdir(), "surge-unit-"));
  try {
    const folder = path.join(around, "lab");
    await mkdir(path.join(folder, "inner"), { recursive: true });
    await mkdir(path.join(around, "other"));
    await writeFile(path.join(around, "other/file"), "");
    const links = { out: "../other", gone: "../nothing", up: "..", file: "../other/file", within: "inner" };
    for (const [name, to] of Object.entries(links)) await symlink(to, path.join(folder, name));
    for (const name of [".", "inner", "inner/new/deep.json", "within/new", "..odd", "within/../new"])
      assert.equal(await inside(folder, path.join(folder, name)), path.join(folder, name), name);
    for (const name of [
      "..",
      "../lab2",
      "out",
      "out/new",
      "out/new/deep",
      "gone",
      "gone/new",
      "up/lab2",
      "file",
    ]) {
      await assert.rejects(inside(folder, path.join(folder, name)), (error) => {
        assert.match(fileTrouble(error).en, /a link leads out of the lab folder \(EOUTSIDE\)/, name);
        return true;
      });
    }
  } finally {
    await rm(around, { recursive: true });
  }
});
