// A folder that the student has not trusted: the lab can be read, nothing runs, and it says why.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { type LabWindow, openLab } from "./lab-window.ts";
import { descendants } from "./processes.ts";
import { openStrangersNotebook } from "./strangers-notebook.ts";
import { guessQuestion, outputText, palette, picture, startCell, toast } from "./workbench.ts";

suite("Restricted Mode", () => {
  let lab: LabWindow;
  let page: Page;

  before(async () => {
    const settings = { "surgeLab.engine": "embedded", "security.workspace.trust.startupPrompt": "never" };
    lab = await openLab("surge.en.lab.md", { settings });
    page = lab.page;
  });
  after(() => lab?.[Symbol.asyncDispose]());

  test("the notebook can be read", async () => {
    assert((await page.locator(".notebookOverlay .code-cell-row").count()) > 0);
    const item = page.locator(".statusbar-item").filter({ hasText: "Surge Lab: Restricted Mode" });
    await item.waitFor();
    await picture(page, "restricted-mode");
  });

  for (const command of ["Start Stack", "Stop Stack", "Reset Lab"]) {
    test(`${command} says why it does nothing`, async () => {
      await palette(page, `Surge Lab: ${command}`);
      assert.match(await toast(page, /Restricted Mode/), /Restricted Mode, so Surge Lab runs nothing/);
      await picture(page, "restricted-mode-command");
      await palette(page, "Clear All Notifications");
      await nothingRuns();
    });
  }

  test("Check This Machine works, for it starts nothing", async () => {
    await palette(page, "Surge Lab: Check This Machine");
    assert.match(await toast(page, /on this machine/), /PostgreSQL and Redis are on this machine/);
    await nothingRuns();
  });

  for (const step of ["start", "naive-load"]) {
    test(`Run asks for trust and for nothing else; refused, it runs nothing: ${step}`, async () => {
      await startCell(page, step);
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.waitFor();
      await picture(page, `restricted-mode-run-${step}`);
      assert.match((await dialog.textContent()) ?? "", /run code/i);
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await sleep(1000);
      assert.equal(await guessQuestion(page).isVisible(), false);
      assert.equal(await outputText(page, step), "");
      await nothingRuns();
    });
  }

  test("a stranger's notebook, and a result forged beside it, run no script and call nobody", async () => {
    await openStrangersNotebook(page, lab.folder);
    await nothingRuns();
  });

  async function nothingRuns(): Promise<void> {
    if (process.platform !== "linux") return;
    const commands = (await descendants(lab.rig.server.pid)).map(({ command }) => command);
    assert.deepEqual(
      commands.filter((command) => /supervisor|postgres|redis|app-loader/.test(command)),
      [],
    );
  }
});
