// The packaged extension in a real VS Code, as a student meets it: what is clicked and what is read.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, suite, test } from "node:test";
import type { Page } from "playwright-core";
import { paletteOffers, resetLab, runSteps, trueReport, untouched } from "./first-lab.ts";
import { projectFolder } from "./host-bundle.ts";
import { type LabWindow, openLab } from "./lab-window.ts";
import { cellRow, openNotebook, outputs, palette, picture, toast } from "./workbench.ts";

suite("the lab in a window", () => {
  let lab: LabWindow;
  let page: Page;
  before(async () => {
    lab = await openLab("surge.en.lab.md");
    page = lab.page;
  });
  after(() => lab?.[Symbol.asyncDispose]());

  test("cells run at a click and show what was measured; the report is true; a reset empties all", async () => {
    const steps = ["start", "clean-slate", "show-naive", "naive-load", "batched-race", "batched-process"];
    await runSteps(page, steps, "en");
    await trueReport(page, lab.folder);
    await paletteOffers(page, "Surge Lab: Reset Lab");
    await resetLab(page);
    await untouched(page, lab.folder, "surge.en.lab.md");
  });

  test("Open Lab asks for a folder, puts the lab there, and asks before it overwrites", async () => {
    const target = path.join(path.dirname(lab.folder), "Мои лабы");
    const mine = path.join(target, "lab-stack/app/strategies/naive.ts");
    await mkdir(path.dirname(mine), { recursive: true });
    await writeFile(mine, "// mine");
    await mkdir(path.join(target, "Заметки"));
    await palette(page, "Surge Lab: Open Lab");
    await page.locator(".quick-input-title").filter({ hasText: "Folder for the lab" }).waitFor();
    const rows = page.locator(".quick-input-list .monaco-list-row");
    // Before it lists anything, the dialog overwrites what is typed with a folder of its own.
    await rows.first().waitFor();
    await page.locator(".quick-input-widget input.input").fill(`${target}/`);
    await rows.filter({ hasText: "Заметки" }).waitFor();
    await picture(page, "browser-open-lab");
    await page.locator(".quick-input-widget").getByRole("button", { name: "Put the lab here" }).click();
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.getByText("naive.ts").waitFor();
    await picture(page, "browser-open-lab-overwrite");
    await dialog.getByRole("button", { name: "Keep mine" }).click();
    await toast(page, /Мои лабы/);
    await picture(page, "browser-open-lab-done");
    assert.equal(await readFile(mine, "utf8"), "// mine");
    const own = await readdir(path.join(projectFolder, "notebooks"));
    assert.deepEqual(
      (await readdir(target)).filter((name) => name.endsWith(".lab.md")).sort(),
      own.filter((name) => name.endsWith(".en.lab.md")).sort(),
    );
    assert((await readdir(path.join(target, "lab-stack/app/strategies"))).includes("atomic.ts"));
    await palette(page, "Clear All Notifications");
  });

  test("a link to another notebook opens it as a notebook", async () => {
    await palette(page, "View: Close All Editors");
    await openNotebook(page, "inside-postgres.en.lab.md");
    await outputs(page).locator("a[data-href='surge.en.lab.md'], a[href='surge.en.lab.md']").first().click();
    await page.locator(".tab.active").filter({ hasText: "surge.en.lab.md" }).waitFor();
    // The notebook of the link is behind it, and hidden.
    await page.locator(".notebookOverlay").nth(1).locator(".code-cell-row").first().waitFor();
    await cellRow(page, "naive-load");
    await picture(page, "browser-link");
  });
});
