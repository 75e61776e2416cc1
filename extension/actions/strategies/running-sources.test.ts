import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { RunningSources } from "./running-sources.ts";

test("a strategy has changed when its own file or one that all share has, and not when it was only saved", async () => {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  try {
    await mkdir(join(folder, "app", "strategies"), { recursive: true });
    const write = (file: string, text: string) => writeFile(join(folder, "app", file), text);
    await write("server.ts", "1");
    await write("strategies/mine.ts", "1");
    await write("strategies/other.ts", "1");
    const sources = await RunningSources.read(folder, "node");
    await write("strategies/mine.ts", "1");
    await write("strategies/other.ts", "2");
    assert.deepEqual(await sources.changedFor("mine", false), []);
    await write("strategies/mine.ts", "2");
    await write("shared.ts", "1");
    await rm(join(folder, "app", "server.ts"));
    assert.deepEqual(await sources.changedFor("mine", false), [
      "server.ts",
      "shared.ts",
      "strategies/mine.ts",
    ]);
    assert.deepEqual(await (await RunningSources.read(folder, "node")).changedFor("mine", false), []);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
