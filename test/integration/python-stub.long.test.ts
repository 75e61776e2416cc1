import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { serverPrograms } from "../support/programs.ts";
import { root } from "../support/stack.ts";

describe("the stub that an editor reads for a strategy in Python", () => {
  let folder = "";
  let python = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await cp(join(root, "lab-stack/fastapi"), folder, { recursive: true });
    python = (await serverPrograms("fastapi")).python ?? "";
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** One line for each difference. */
  const compare = async () => {
    const env = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", REDIS_URL: "redis://127.0.0.1:1" };
    const words = ["-B", join(root, "test/support/check_stub.py"), folder];
    const { stdout } = await promisify(execFile)(python, words, { env });
    return stdout.split("\n").filter((line) => line !== "");
  };

  test("names what connections.py has, with the parameters and types that it has", async () => {
    assert.deepEqual(await compare(), []);
  });

  test("is found out where it does not", async () => {
    const file = join(folder, "connections.pyi");
    const stub = await readFile(file, "utf8");
    const wrong = stub
      .replace("def pool_size(usual: int)", "def pool_size(least: int)")
      .replace("async def getdel(self, name: str)", "async def getdel(self, name: str, count: int)")
      .replace("autocommit: AsyncEngine", "autocommit: AsyncSession")
      .replace("database_url: URL\n", "");
    await writeFile(file, wrong);
    const found = (await compare()).map((line) => line.split(":")[0]);
    assert.deepEqual(found.sort(), ["autocommit", "database_url", "getdel", "pool_size"]);
    await writeFile(file, stub);
  });

  test("has all that the strategies and the exercises import", async () => {
    const stub = await readFile(join(root, "lab-stack/fastapi/connections.pyi"), "utf8");
    const texts: string[] = [];
    for (const part of ["lab-stack/fastapi/strategies", "extension/exercises"]) {
      const files = (await readdir(join(root, part), { recursive: true })).filter((name) =>
        name.endsWith(".py"),
      );
      for (const name of files) texts.push(await readFile(join(root, part, name), "utf8"));
    }
    const imported = texts.flatMap(
      (text) => /^from connections import (.+)$/m.exec(text)?.[1]?.split(", ") ?? [],
    );
    assert.ok(imported.length > 10);
    for (const name of imported) assert.match(stub, new RegExp(`^(def )?${name}\\b`, "m"), name);
  });
});
