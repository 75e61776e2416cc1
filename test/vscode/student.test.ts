// The packaged extension in a real VS Code, as a student meets it: what is clicked, read and handed in; and what the
// student adds with nothing but the keyboard, predictions and answers.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, suite, test } from "node:test";
import type { Page } from "playwright-core";
import { exportReport, verified } from "./exported-report.ts";
import { paletteOffers, resetLab, runSteps, trueReport, untouched } from "./first-lab.ts";
import { projectFolder } from "./host-bundle.ts";
import { type LabWindow, openLab } from "./lab-window.ts";
import {
  cellRow,
  guessQuestion,
  hasSucceeded,
  openNotebook,
  outputSays,
  outputs,
  palette,
  picture,
  runCell,
  startCell,
  toast,
  whyQuestion,
} from "./workbench.ts";

const name = "surge.en.lab.md";
const answer = "They **overwrite** each other.";
const ours = "most of the hits are gone";
const placeholder = "**Your answer:** *double-click here and write it down.*";
const filled = 'predict:\n  failed: 0\n  stored: 1000\n  why: "a pool loses nothing"\n';

suite("the lab in a window", () => {
  let lab: LabWindow;
  let page: Page;
  let file: string;
  let original: string;

  before(async () => {
    lab = await openLab(name);
    page = lab.page;
    file = path.join(lab.folder, name);
    original = await readFile(file, "utf8");
  });
  after(() => lab?.[Symbol.asyncDispose]());

  test("cells run at a click and show what was measured; the report is true; a reset empties all", async () => {
    const steps = ["start", "clean-slate", "show-naive", "naive-load", "buffered-load", "buffered-process"];
    await runSteps(page, steps, "en");
    await trueReport(page, lab.folder);
    await paletteOffers(page, "Surge Lab: Reset Lab");
    await resetLab(page);
    await untouched(page, lab.folder, name);
  });

  test("what explains a result that is not there yet can be read on request", async () => {
    await cellRow(page, "atomic-load");
    // A row that VS Code keeps for another cell may still have the words, hidden.
    const rows = page.locator(".markdown-cell-row").filter({ hasText: "explains: atomic-load" });
    await rows.locator(".expandInputIcon").locator("visible=true").first().click();
    await prose("Remember this when somebody says").waitFor();
    assert.equal(await page.locator(".tab.dirty").count(), 0);
  });

  test("a prediction that cannot be one is refused where it is typed; a good one is in the cell and the result; what explains it is folded until its step has one", async () => {
    await cellRow(page, "pooled-load");
    await page.locator(".cell-collapse-preview").getByText("explains: pooled-load").waitFor();
    await prose(ours).waitFor({ state: "detached" });
    await picture(page, "explanation-folded");
    const row = await startCell(page, "pooled-load");
    const question = guessQuestion(page);
    await question.waitFor();
    await question.getByText("Your prediction: failed (1/2)").waitFor();
    await picture(page, "prediction-asked");
    await page.keyboard.type("many");
    await page.keyboard.press("Enter");
    await question.locator(".quick-input-message").filter({ hasText: "A number" }).waitFor();
    await picture(page, "prediction-refused");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("0");
    await page.keyboard.press("Enter");
    await question.getByText("Your prediction: stored (2/2)").waitFor();
    await page.keyboard.type("1,000");
    await page.keyboard.press("Enter");
    await whyQuestion(page).waitFor();
    await picture(page, "reason-asked");
    await page.keyboard.type("a pool loses nothing");
    await page.keyboard.press("Enter");
    assert.equal(await hasSucceeded(row), true);
    await outputSays(
      page,
      "pooled-load",
      /Your prediction[\s\S]*1,000[\s\S]*Your reason: a pool loses nothing/,
    );
    await picture(page, "prediction-compared");
    await explanationIsOpen();
    await savedAs((text) => text.replace("predict:\n  failed:\n  stored:\n", filled));
  });

  test("a prediction can be undone as any edit", async () => {
    const row = await cellRow(page, "pooled-load");
    await row.locator(".monaco-editor").first().click();
    await page.keyboard.press("Control+Z");
    await savedAs((text) => text);
    await page.keyboard.press("Control+Y");
    await savedAs((text) => text.replace("predict:\n  failed:\n  stored:\n", filled));
  });

  test("Escape runs the cell without a prediction", async () => {
    const row = await startCell(page, "atomic-load");
    await guessQuestion(page).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await hasSucceeded(row), true);
    assert.doesNotMatch(await outputSays(page, "atomic-load", /1,000/), /Your prediction/);
    assert.equal(await page.locator(".tab.dirty").count(), 0);
  });

  test("a question is read before anything runs, and our answer is not to be seen before its cell opens it", async () => {
    // VS Code may keep the text of a folded cell in the page, hidden.
    const hidden = page.locator(".notebookOverlay").getByText("Too many connections").locator("visible=true");
    await cellRow(page, "discuss-postgres");
    await outputs(page).getByText("Why did PostgreSQL fail?").first().waitFor();
    await hidden.waitFor({ state: "detached" });
    assert.equal(await runCell(page, "discuss-postgres"), true);
    await outputSays(page, "discuss-postgres", /Too many connections/);
    await picture(page, "question-answered");
    assert.equal(await page.locator(".tab.dirty").count(), 0);
  });

  test("under the last question the student edits the answer alone", async () => {
    const question = await cellRow(page, "discuss-price");
    // Beside the Run button, which takes the rest of the margin.
    await question.locator(".cell-focus-indicator-left").click({ position: { x: 3, y: 8 } });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const editor = page.locator(".notebookOverlay .markdown-cell-row .monaco-editor.focused");
    // An editor is there before its lines are.
    await editor.locator(".view-line").first().waitFor();
    assert.equal(await editor.locator(".view-line").count(), 1);
    await page.keyboard.press("Control+A");
    await page.keyboard.type(answer);
    await picture(page, "answer-written");
    await page.keyboard.press("Escape");
    await savedAs(withBoth);
  });

  test("the report that is handed in has both", async () => {
    const html = await exportReport(page, path.dirname(file), "Ada");
    const { report, disagreements } = await verified(html);
    assert.deepEqual(disagreements, []);
    const pooled = report.cells.find(({ step }) => step === "pooled-load");
    assert.deepEqual(
      pooled?.predicted.map(({ key, guess }) => [key, guess]),
      [
        ["failed", 0],
        ["stored", 1000],
      ],
    );
    const at = report.parts.findIndex((part) => "prose" in part && part.prose === answer);
    const above = report.parts[at - 1];
    assert(above && "cell" in above);
    assert.equal(report.cells[above.cell]?.step, "discuss-price");
    assert.equal(pooled?.why, "a pool loses nothing");
    assert(html.includes("<p>They <strong>overwrite</strong> each other.</p>"));
  });

  test("under a cell stands Run, then its verdict, and Stale when the lab was reset since; both run it", async () => {
    const item = async (text: RegExp) =>
      (await cellRow(page, "inspect-naive")).locator(".cell-status-item", { hasText: text });
    await (await item(/^\s*Run\s*$/)).click();
    assert.equal(await hasSucceeded(await cellRow(page, "inspect-naive")), true);
    await (await item(/of 20 connections/)).waitFor();
    await (await item(/^\s*Run\s*$/)).waitFor({ state: "detached" });
    assert.equal(await (await item(/Stale/)).count(), 0);
    assert.equal(await runCell(page, "clean-slate"), true);
    const stale = await item(/Stale/);
    await stale.waitFor();
    await picture(page, "cell-stale");
    await stale.click();
    await stale.waitFor({ state: "detached" });
    await (await item(/of 20 connections/)).waitFor();
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

  test("when the notebook opens again, what explains a kept result is open", async () => {
    await palette(page, "View: Close All Editors");
    await openNotebook(page, name);
    await explanationIsOpen();
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

  // From here on the Explorer follows the file that is shown, and the notebooks may be out of its view.
  test("the title of a source opens its file in the folder of the lab, at the first line that matters", async () => {
    await palette(page, "View: Close All Editors");
    await openNotebook(page, name);
    assert.equal(await runCell(page, "start"), true);
    assert.equal(await runCell(page, "show-naive"), true);
    await outputs(page)
      .getByRole("button", { name: /strategies\/naive\.ts/ })
      .click();
    await editorShows("naive.ts", 10);
  });

  test("what says that the app has a mistake has a button that opens the file, at its line", async () => {
    await palette(page, "Surge Lab: Stop Stack");
    await toast(page, /stopped/);
    // A mistake in a strategy would keep only that one from running.
    const shared = path.join(lab.folder, "lab-stack", "app", "refusal.ts");
    await writeFile(shared, "// Mine.\n// It is not finished:\nexport async function hit( {\n");
    await palette(page, "Surge Lab: Start Stack");
    assert.match(await toast(page, /refusal\.ts:3/), /did not start/);
    await picture(page, "toast-open-file");
    await page.locator(".notification-list-item").getByRole("button", { name: "Open File" }).click();
    await editorShows("refusal.ts", 3);
  });

  /** Waits for that, and closes it again. */
  async function editorShows(file: string, line: number): Promise<void> {
    await page.locator(".tab.active").filter({ hasText: file }).waitFor();
    await page
      .locator(".statusbar-item")
      .filter({ hasText: `Ln ${line}, Col 1` })
      .waitFor();
    await page.locator(".tab.active").click({ button: "middle" });
  }

  /** That of pooled-load, which stands below a tall result. */
  async function explanationIsOpen(): Promise<void> {
    await cellRow(page, "pooled-why");
    await page.mouse.wheel(0, -200);
    await prose(ours).waitFor();
  }

  /** Words of a text between the cells, where they are shown. */
  function prose(words: string) {
    return outputs(page).getByText(words).locator("visible=true").first();
  }

  /** Saves, and waits until the file is the lab with this change and no other. */
  async function savedAs(change: (text: string) => string): Promise<void> {
    const wanted = change(original);
    await page.keyboard.press("Control+S");
    let text = "";
    for (let waited = 0; waited < 5000; waited += 100) {
      text = await readFile(file, "utf8");
      if (text === wanted) return;
      await page.waitForTimeout(100);
    }
    assert.equal(text, wanted);
  }
});

function withBoth(text: string): string {
  const at = text.lastIndexOf(placeholder);
  const answered = text.slice(0, at) + answer + text.slice(at + placeholder.length);
  return answered.replace("predict:\n  failed:\n  stored:\n", filled);
}
