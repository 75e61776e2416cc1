import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { plainComposition } from "../../stack/stack.ts";
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

test("of an app that is not ours every file counts, whatever its folders are called", async () => {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  try {
    await mkdir(join(folder, "strategies"));
    await writeFile(join(folder, "strategies", "hit.py"), "1");
    const own = { folder, command: "x", hit: "POST /hit", stored: { sql: "SELECT 1" } };
    const sources = await RunningSources.of("", { ...plainComposition, own });
    assert.deepEqual(await sources?.changedFor("own", false), []);
    await writeFile(join(folder, "strategies", "hit.py"), "2");
    await writeFile(join(folder, "main.py"), "1");
    assert.deepEqual(await sources?.changedFor("own", false), ["main.py", "strategies/hit.py"]);
    assert.deepEqual(await sources?.changedFor("own", true), []);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
