import assert from "node:assert/strict";
import { test } from "node:test";
import { runCli } from "../support/cli.ts";
import { root } from "../support/stack.ts";

// The first notebook is run by VS Code (test/vscode); the others have the same steps in both languages, so each is run
// in one of them.
for (const file of ["inside-postgres.en.lab.md", "buffer-cost.ru.lab.md"]) {
  test(`${file}: every cell runs, and every expectation holds`, async () => {
    const { code, stdout, stderr } = await runCli([`${root}notebooks/${file}`, "--engine", "embedded"]);
    assert.equal(code, 0, stdout + stderr);
  });
}
