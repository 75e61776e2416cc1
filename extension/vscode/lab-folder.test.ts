import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { findLabFolder } from "./lab-folder.ts";

test("finds the nearest folder upwards with a lab stack", async () => {
  const root = await mkdtemp(join(tmpdir(), "surge lab Ж "));
  try {
    const inner = join(root, "class", "notebooks");
    await mkdir(join(root, "class", "lab-stack"), { recursive: true });
    await mkdir(inner, { recursive: true });
    assert.equal(findLabFolder(join(inner, "a.lab.md")), undefined);
    await writeFile(join(root, "class", "lab-stack", "compose.yaml"), "");
    assert.equal(findLabFolder(join(inner, "a.lab.md")), join(root, "class"));
    assert.equal(findLabFolder(join(root, "class", "a.lab.md")), join(root, "class"));
    assert.equal(findLabFolder(join(root, "a.lab.md")), undefined);
  } finally {
    await rm(root, { recursive: true });
  }
});
