import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { codeIn, hashOf } from "./code-in-folder.ts";

test("the code of an app is what it was written in: no packages, no data, no caches; of too much nothing is said", async () => {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  const write = async (file: string, text = file) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  };
  const files = async () => [...((await codeIn(folder)) ?? new Map()).keys()].sort();
  try {
    assert.deepEqual(await files(), []);
    for (const file of ["main.py", "app/hit.ts", "app/deep/Store.java"]) await write(file);
    const before = hashOf((await codeIn(folder)) ?? new Map());
    for (const file of [
      "app.log",
      "data.db",
      "__pycache__/main.py",
      "node_modules/a/a.js",
      ".git/hook.sh",
      "my-environment/pyvenv.cfg",
      "my-environment/lib/a.py",
    ])
      await write(file);
    assert.deepEqual(await files(), ["app/deep/Store.java", "app/hit.ts", "main.py"]);
    assert.equal(hashOf((await codeIn(folder)) ?? new Map()), before);
    await write("main.py", "another text");
    assert.notEqual(hashOf((await codeIn(folder)) ?? new Map()), before);
    await write("large.sql", "-".repeat(17 * 2 ** 20));
    assert.equal(await codeIn(folder), undefined);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
