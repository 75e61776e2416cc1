// What the editor says of a strategy in the folder that Open Lab makes: no package is installed there.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { copyFile, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, suite, test } from "node:test";
import { copyLab, planCopy } from "../../extension/vscode/commands/copy-lab.ts";
import { root } from "../support/stack.ts";

suite("the types of a strategy", () => {
  let lab: string;
  let strategies: string;
  before(async () => {
    lab = await mkdtemp(path.join(await realpath(tmpdir()), "Лаба types "));
    await copyLab(await planCopy(root, "en", lab), lab, false);
    strategies = path.join(lab, "lab-stack/app/strategies");
  });
  after(() => rm(lab, { recursive: true, force: true }));

  /** Each error in one line, with the place in the file. */
  function errors(): string[] {
    const tsc = path.join(root, "node_modules/typescript/bin/tsc");
    const app = path.join(lab, "lab-stack/app");
    const { stdout, stderr, error } = spawnSync(process.execPath, [tsc, "-p", ".", "--pretty", "false"], {
      cwd: app,
      encoding: "utf8",
    });
    assert.equal(error, undefined);
    assert.equal(stderr, "");
    return stdout.split("\n").filter((line) => /^\S/.test(line));
  }

  test("fit the whole app, each starting point and each reference solution", async () => {
    // A check is no strategy: it stands in a folder of its own, beside the types that it needs.
    const sources = globSync("extension/exercises/*/{start,solution}.ts", { cwd: root }).filter(
      (source) => !existsSync(path.join(root, path.dirname(source), "history.ts")),
    );
    assert(sources.length > 2);
    for (const source of sources)
      await copyFile(path.join(root, source), path.join(strategies, source.replaceAll(path.sep, "-")));
    assert.deepEqual(errors(), []);
  });

  for (const [mistake, code, place, message] of [
    ["a command that Redis has not", 'await redis.incrr("hits");', "7,15", /incrr.*Did you mean 'incr'/],
    [
      "values that are not in a list",
      'await pool.query("SELECT $1", 5);',
      "7,33",
      /'number'.*not assignable/,
    ],
    ["a place to crash at that there is not", 'await failpoint("later");', "7,19", /"later".*"after-take"/],
    ["an import that the app has not", 'await import("../nothing.ts");', "7,16", /Cannot find module/],
    ["a name that is a browser's", "alert(1);", "7,3", /Cannot find name 'alert'/],
    ["what Node cannot only take out", "enum Colour { Red }", "7,8", /erasableSyntaxOnly/],
  ] as const) {
    test(`name ${mistake} at its place`, async () => {
      const source = [
        'import { randomUUID } from "node:crypto";',
        'import { pool, redis } from "../connections.ts";',
        'import { failpoint } from "../failpoint.ts";',
        "",
        'export const about = { en: "Mine.", ru: "Моя." };',
        "export async function hit(id: string): Promise<void> {",
        `  ${code}`,
        "  void [id, pool, redis, failpoint, randomUUID()];",
        "}",
      ];
      const file = path.join(strategies, "yours.ts");
      try {
        await writeFile(file, source.join("\n"));
        const [found, ...others] = errors();
        assert(found !== undefined);
        assert(found.startsWith(`strategies/yours.ts(${place}): error TS`), found);
        assert.match(found, message);
        assert.deepEqual(others, []);
      } finally {
        await rm(file, { force: true });
      }
    });
  }
});
