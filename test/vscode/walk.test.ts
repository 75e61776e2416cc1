// A walk through a batch as a student makes it who uses no mouse: the buttons below the cell, by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeLabFolder } from "./lab-folder.ts";
import { packagedExtension, quietLab, type Rig, startRig } from "./rig.ts";
import {
  hasSucceeded,
  openLabWindow,
  outputSays,
  outputs,
  picture,
  runCell,
  startCell,
} from "./workbench.ts";

const cell = (step: string, code: string) => `\`\`\`yaml lab ${step}\n${code}\n\`\`\`\n`;
const notebook = cell("start", "start:") + cell("walk", "step: { strategy: getdel, hits: 10 }");

let rig: Rig;
before(async () => {
  rig = await startRig({ vsix: packagedExtension(), settings: quietLab });
});
after(() => rig?.close());

test("each button of a walk is reached and pressed by keyboard, and the focus stays among them", async () => {
  const folder = await makeLabFolder(rig.folder, { "walk.lab.md": notebook });
  const page = await openLabWindow(rig, { folder, language: "en" }, "walk.lab.md");
  assert.equal(await runCell(page, "start"), true);
  const row = await startCell(page, "walk");
  await outputSays(page, "walk", /has not begun/);
  const button = (name: RegExp) => outputs(page).getByRole("button", { name });
  const focused = outputs(page).locator("button:focus");

  await button(/^next/).focus();
  await page.keyboard.press("Enter");
  await outputSays(page, "walk", /stands at after-take/);
  await focused.filter({ hasText: /^next/ }).waitFor();
  await picture(page, "walk-after-take");

  await page.keyboard.press("Tab");
  await focused.filter({ hasText: /^kill/ }).waitFor();
  await page.keyboard.press("Space");
  await outputSays(page, "walk", /The worker is dead/);
  // There is no “kill” any more: the reader goes on at the first button.
  await focused.filter({ hasText: /^restart/ }).waitFor();
  await page.keyboard.press("Enter");
  await outputSays(page, "walk", /has not begun/);
  await focused.filter({ hasText: /^next/ }).waitFor();

  await button(/^run/).focus();
  await page.keyboard.press("Enter");
  assert.match(await outputSays(page, "walk", /acknowledged hits are gone/), /LOST 10/);
  assert.equal(await hasSucceeded(row), true);
  await picture(page, "walk-end");
  await page.context().close();
});
