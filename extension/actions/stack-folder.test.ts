import assert from "node:assert/strict";
import { chown, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { findStackFolder } from "./stack-folder.ts";

describe("the stack of a notebook", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await mkdir(join(folder, "course", "day 1"), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const notebook = () => join(folder, "course", "day 1", "my.lab.md");
  const find = () => findStackFolder(notebook(), "the lab's own");

  async function stackIn(...parts: string[]): Promise<string> {
    const stack = join(folder, ...parts, "lab-stack");
    await mkdir(stack);
    await writeFile(join(stack, "compose.yaml"), "");
    return stack;
  }

  test("lies beside it, or else beside its folder", async () => {
    assert.equal(await find(), "the lab's own");
    const above = await stackIn("course");
    assert.equal(await find(), above);
    const beside = await stackIn("course", "day 1");
    assert.equal(await find(), beside);
  });

  test("is not looked for further up, where anybody may have put one", async () => {
    await stackIn();
    assert.equal(await find(), "the lab's own");
  });

  test("of another owner is not run", {
    skip: process.getuid?.() !== 0 && "only root gives folders away",
  }, async () => {
    await chown(await stackIn("course"), 65534, 65534);
    assert.equal(await find(), "the lab's own");
  });
});
