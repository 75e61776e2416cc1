import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { runCli } from "../support/cli.ts";

const root = join(import.meta.dirname, "../..");

test("a rehearsal of an exercise checks its reference solution, and leaves the lab's own folder as it is", async () => {
  const { code, stdout, stderr } = await runCli([
    "--rehearse",
    join(root, "notebooks/exercise-1.en.lab.md"),
    "--engine",
    "embedded",
  ]);
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /exercise-1\.en: solution$/m);
  // The notebook's cells, a start, and the check of the solution.
  assert.match(stdout, /^✓ exercise-1\.en +8 +0 +0 /m);
  await assert.rejects(access(join(root, "lab-stack/app/strategies/yours.ts")), { code: "ENOENT" });
});
