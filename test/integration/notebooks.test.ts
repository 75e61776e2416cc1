import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runCli } from "../support/cli.ts";
import { quickNotebook } from "../support/quick-notebook.ts";

// other-buffers is in notebooks.long.test.ts: each of its trials has a test of its own.
// Each notebook has the same cells in both languages (test/unit/notebooks.test.ts), so it is run in one of them.
let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
});
after(() => rm(folder, { recursive: true, force: true }));

for (const file of ["surge.ru.lab.md", "inside-postgres.en.lab.md", "buffer-cost.ru.lab.md"]) {
  test(`${file}: every cell runs, and every expectation holds`, async () => {
    const { code, stdout, stderr } = await runCli([
      await quickNotebook(file, folder),
      "--engine",
      "embedded",
    ]);
    assert.equal(code, 0, stdout + stderr);
  });
}
