import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { JsonReport } from "../../extension/report/json-report.ts";
import { runCli } from "../support/cli.ts";
import { copyStack } from "../support/copy-stack.ts";
import { quickNotebook } from "../support/quick-notebook.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  await copyStack(join(folder, "lab-stack"));
});
after(() => rm(folder, { recursive: true, force: true }));
const run = async (file: string, words: readonly string[] = [], env = {}) =>
  runCli([await quickNotebook(file, folder), "--engine", "embedded", ...words], env);

// test/vscode/browser.long.test.ts runs surge.en.lab.md as it stands, cell by cell.
for (const file of ["inside-postgres.ru.lab.md", "buffer-cost.en.lab.md"]) {
  test(`${file}: every cell runs, and every expectation holds`, async () => {
    const { code, stdout, stderr } = await run(file);
    assert.equal(code, 0, stdout + stderr);
  });
}

test("surge.en.lab.md runs whole on the app in Python; it differs where SQLAlchemy's own pool refuses nobody", async () => {
  const json = join(folder, "results.json");
  const { code, stdout, stderr } = await run("surge.en.lab.md", ["--app", "fastapi", "--json", json]);
  assert.equal(code, 1, stdout + stderr);
  const { cells }: JsonReport = JSON.parse(await readFile(json, "utf8"));
  const surprises = cells.flatMap(({ step, expected, error }) => {
    assert.equal(error, null, step ?? "");
    return expected.filter(({ held }) => !held).map(({ key, got }) => [step, key, got]);
  });
  assert.deepEqual(surprises, [
    ["naive-load", "failed", 0],
    ["naive-load", "failures.53300", null],
    ["claims", "claims.1.judgement", "false"],
  ]);
});
