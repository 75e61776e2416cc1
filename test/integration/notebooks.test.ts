import assert from "node:assert/strict";
import { test } from "node:test";
import { runCli } from "../support/cli.ts";
import { root } from "../support/stack.ts";

// other-buffers is in notebooks.long.test.ts: each of its trials has a test of its own.
// Each notebook has the same cells in both languages (test/unit/notebooks.test.ts), so it is run in one of them.
for (const file of ["surge.ru.lab.md", "inside-postgres.en.lab.md", "buffer-cost.ru.lab.md"]) {
  test(`${file}: every cell runs, and every expectation holds`, async () => {
    const { code, stdout, stderr } = await runCli([`${root}notebooks/${file}`, "--engine", "embedded"]);
    assert.equal(code, 0, stdout + stderr);
  });
}
