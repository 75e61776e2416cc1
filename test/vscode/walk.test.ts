// A walk through a batch as a student makes it who uses no mouse: the buttons below the cell, by keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openLab } from "./lab-window.ts";
import { hasSucceeded, outputSays, outputs, picture, runCell, startCell } from "./workbench.ts";

const cell = (step: string, code: string) => `\`\`\`yaml lab ${step}\n${code}\n\`\`\`\n`;
const notebook = cell("start", "start:") + cell("walk", "step: { strategy: getdel, hits: 10 }");

test("the buttons of a walk are pressed by keyboard, from its first place to its ledger", async () => {
  await using lab = await openLab("walk.lab.md", { files: { "walk.lab.md": notebook } });
  const { page } = lab;
  assert.equal(await runCell(page, "start"), true);
  const row = await startCell(page, "walk");
  await outputSays(page, "walk", /has not begun/);
  const button = (name: RegExp) => outputs(page).getByRole("button", { name });
  const press = async (name: RegExp, key: "Enter" | "Space") => {
    await button(name).focus();
    await page.keyboard.press(key);
  };

  await press(/^next/, "Enter");
  await outputSays(page, "walk", /stands at after-take/);
  await picture(page, "walk-after-take");
  await press(/^kill/, "Space");
  await outputSays(page, "walk", /The worker is dead/);
  await press(/^restart/, "Enter");
  await outputSays(page, "walk", /has not begun/);
  await press(/^run/, "Enter");
  assert.match(await outputSays(page, "walk", /acknowledged hits are gone/), /LOST 10/);
  assert.equal(await hasSucceeded(row), true);
  await picture(page, "walk-end");
});
