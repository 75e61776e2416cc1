import assert from "node:assert/strict";
import { glob, readFile } from "node:fs/promises";
import { test } from "node:test";

/** Moments beside others of that clock: of files, of a log, of Docker, of the editor, of PostgreSQL. */
const moments = [
  "extension/stack/programs/npm-package.ts",
  "extension/stack/server-log.ts",
  "extension/stack/engines/compose/engine-clock.ts",
  "extension/stack/engines/compose/watch-containers.ts",
  "extension/vscode/running/cell-execution.ts",
  "lab-stack/fastapi/hit_trace.py",
];

test("no duration and no deadline is measured by the wall clock, which can be set", async () => {
  let read = 0;
  for await (const file of glob("{extension,lab-stack}/**/*.{ts,mjs,js,py}")) {
    // What is installed for the app is not ours.
    if (/node_modules|\.test\.ts$/.test(file) || moments.includes(file.replaceAll("\\", "/"))) continue;
    read += 1;
    assert.doesNotMatch(await readFile(file, "utf8"), /\bDate\.now\b|\btime\.time\(/, file);
  }
  assert.ok(read > 500, `only ${read} files were read`);
});
