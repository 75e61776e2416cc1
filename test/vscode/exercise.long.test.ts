// An exercise in the packaged extension, from its starting point to its solution, as the progress view follows it.
import assert from "node:assert/strict";
import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { projectFolder } from "./host-bundle.ts";
import { openLab } from "./lab-window.ts";
import { palette, picture, runCell } from "./workbench.ts";

const name = "mine.en.lab.md";
const steps = {
  start: "start:",
  begin: "begin: exercise-1",
  hint: "hint: exercise-1",
  check: "check: exercise-1",
};
const cells = Object.entries(steps).map(([step, code]) => `\`\`\`yaml lab ${step}\n${code}\n\`\`\`\n`);
const nameless = "```yaml lab\ncompare:\n```\n";

test("the progress view and its page say how far an exercise has come, what was asked for, and what is next", async () => {
  await using lab = await openLab(name, { files: { [name]: ["# Mine\n", ...cells, nameless].join("\n") } });
  const { page, folder } = lab;
  await palette(page, "Surge Lab: Focus on Progress View");
  const row = (text: RegExp) => page.locator(".pane-body .monaco-list-row").filter({ hasText: text }).first();
  await row(/Mine.*0 of 4 steps/).waitFor();
  for (const step of ["start", "begin"]) assert.equal(await runCell(page, step), true, step);
  await row(/exercise-1\s*begun/).waitFor();
  assert.equal(await runCell(page, "check"), true);
  await row(/exercise-1\s*\d of \d demands met/).waitFor();
  assert.equal(await runCell(page, "hint"), true);
  await row(/exercise-1\s*\d of \d demands met · hints asked for: 1/).waitFor();
  await row(/check\s*\d of \d demands met · next/).waitFor();
  await picture(page, "exercise-begun");
  const solution = path.join(projectFolder, "extension/exercises/exercise-1/solution.ts");
  await copyFile(solution, path.join(folder, "lab-stack/app/strategies/yours.ts"));
  assert.equal(await runCell(page, "check"), true);
  await row(/exercise-1\s*solved · hints asked for: 1/).waitFor();
  await picture(page, "exercise-solved");
  const written = await readFile(path.join(folder, ".surge-lab/progress.md"), "utf8");
  assert.match(written, /\n`exercise-1`: solved · hints asked for: 1\n/);
  assert.match(written, /\nCells without a name: 1\. /);
  assert.equal(await page.locator(".tab.dirty").count(), 0);
});
