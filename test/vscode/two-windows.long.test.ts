// One lab folder in two windows, and two lab folders side by side, as a student may have them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type LabWindow, openLab } from "./lab-window.ts";
import { outputSays, palette, picture, runCell, toast } from "./workbench.ts";

const name = "own.en.lab.md";
const steps = {
  start: "yaml:start:",
  load: "yaml:load: { strategy: atomic, requests: 200, connections: 10 }",
  counted: "sql:SELECT value FROM counter WHERE strategy = 'atomic';",
};
const text = Object.entries(steps)
  .map(([step, cell]) => cell.replace(/^(\w+):(.*)$/, `\`\`\`$1 lab ${step}\n$2\n\`\`\`\n`))
  .join("\n");
const files = { [name]: `# Own\n\n${text}` };

/** Sends 200 hits, after which there are that many. */
async function hits({ page }: LabWindow, whole: number): Promise<void> {
  assert.equal(await runCell(page, "load"), true);
  await outputSays(page, "load", /200 acknowledged, 200 stored/);
  assert.equal(await runCell(page, "counted"), true);
  await outputSays(page, "counted", new RegExp(`\\b${whole}\\b`));
}

test("the second window of a folder is told of the first one's stack, and takes nothing from it", async () => {
  await using first = await openLab(name, { files });
  assert.equal(await runCell(first.page, "start"), true);
  await using second = await openLab(name, { folder: first.folder });
  assert.equal(await runCell(second.page, "start"), false);
  await outputSays(second.page, "start", /already running: another window has started it.*Stop Stack/s);
  await picture(second.page, "second-window");
  await palette(second.page, "Surge Lab: Stop Stack");
  await toast(second.page, /no stack to stop/);
  await hits(first, 200);
});

test("two lab folders in two windows count their own hits", async () => {
  await using one = await openLab(name, { files });
  await using other = await openLab(name, { files });
  for (const { page } of [one, other]) assert.equal(await runCell(page, "start"), true);
  await hits(one, 200);
  await Promise.all([hits(one, 400), hits(other, 200)]);
});
