import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { readStrategies } from "../../extension/actions/strategy-files.ts";

const root = join(import.meta.dirname, "../..");

for (const language of ["en", "ru"] as const) {
  test(`the README lists every strategy in the words of its file (${language})`, async () => {
    const readme = await readFile(join(root, "README.md"), "utf8");
    const strategies = await readStrategies(join(root, "lab-stack"));
    const rows = strategies.map(({ name, about }) => `| \`${name}\` | ${about?.[language]} |`);
    assert.ok(
      readme.includes(`|---|---|\n${rows.join("\n")}\n\n`),
      `These rows in this order:\n${rows.join("\n")}`,
    );
  });
}
