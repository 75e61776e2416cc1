import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runCli } from "../support/cli.ts";
import { quickNotebook } from "../support/quick-notebook.ts";

// The first notebook; notebooks.long.test.ts runs the others. In the other language it has the same cells
// (test/unit/notebooks.test.ts), and test/vscode/browser.long.test.ts runs it as it stands.
let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
});
after(() => rm(folder, { recursive: true, force: true }));

test("surge.ru.lab.md: every cell runs, and every expectation holds", async () => {
  const notebook = await quickNotebook("surge.ru.lab.md", folder);
  const { code, stdout, stderr } = await runCli([notebook, "--engine", "embedded"]);
  assert.equal(code, 0, stdout + stderr);
});
