// As a student who has just installed the extension: from an empty folder to a solved exercise, and to an app of one's
// own that a load has judged. It prints what each stage took; the progress view follows it.
import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, suite, type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { until } from "../support/servers.ts";
import { extensionHosts } from "./lab-window.ts";
import { sharedRig } from "./shared-rig.ts";
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
  whyQuestion,
} from "./workbench.ts";

const notebook = "exercise-1.en.lab.md";
const yours = "lab-stack/app/strategies/yours.ts";
/** As VS Code comes, but for Docker, which not every machine has: so it asks whether the folder is trusted. */
const settings = { "surgeLab.engine": "embedded" };

suite("a newcomer", () => {
  let page: Page;
  let folder = "";
  let clicks = 0;

  before(async () => {
    const rig = await sharedRig();
    const own = await mkdtemp(path.join(rig.folder, "newcomer-"));
    // The servers of the lab run as another user when we are root, and must get through.
    await chmod(own, 0o755);
    folder = path.join(own, "Учёба");
    await mkdir(folder);
    const hosts = await extensionHosts(rig.server.userData);
    page = await rig.openWindow({ folder, settings, prepare: countClicks });
    // Before, the window does not listen to the keyboard.
    while ((await extensionHosts(rig.server.userData)) <= hosts) await page.waitForTimeout(50);
  });
  after(async () => {
    if (page) await (await sharedRig()).closeWindow(page);
  });

  test("comes from an empty folder to a solved exercise with what the screen offers", async (t) => {
    await stage(t, "the lab is put into the folder", async () => {
      await palette(page, "Surge Lab: Open Lab");
      // Before it lists anything, the dialog does not know its folder.
      await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
      await page.locator(".quick-input-widget").getByRole("button", { name: "Put the lab here" }).click();
      await page.locator(".tab.active").filter({ hasText: "surge.en.lab.md" }).waitFor();
      await page.locator(".notebookOverlay .code-cell-row").first().waitFor();
    });
    await stage(t, "the exercise is open", async () => {
      await page.locator(".tab.active").click({ button: "middle" });
      await openNotebook(page, notebook);
      // What the notebook itself brings later is no mistake in it.
      await cellRow(page, "look");
      assert.equal(await page.locator(".notebookOverlay .squiggly-warning, .squiggly-error").count(), 0);
    });
    await stage(t, "the folder is trusted, the stack runs", async () => {
      const row = await startCell(page, "start");
      await page.locator(".monaco-dialog-box").getByRole("button", { name: "Trust Folder" }).click();
      assert.equal(await hasSucceeded(row), true);
    });
    await palette(page, "Surge Lab: Focus on Progress View");
    await stage(t, "the starting point is in the file", async () => {
      assert.equal(await runCell(page, "begin"), true);
      await progressSays(/exercise-1\s*begun/);
    });
    await stage(t, "a prediction is refuted", async () => {
      const row = await startCell(page, "look");
      await guessQuestion(page).waitFor();
      await page.keyboard.type("1000");
      await page.keyboard.press("Enter");
      await whyQuestion(page).waitFor();
      await page.keyboard.press("Enter");
      assert.equal(await hasSucceeded(row), true);
      await outputSays(page, "look", /gone[\s\S]*Your prediction/);
      assert.equal(await runCell(page, "why"), true);
    });
    await stage(t, "the check says what is missing", async () => {
      assert.equal(await runCell(page, "check"), true);
      await progressSays(/exercise-1\s*\d of \d demands met/);
      await progressSays(/check\s*\d of \d demands met · next/);
    });
    await stage(t, "a hint was asked for", async () => {
      await palette(page, "Surge Lab: Insert Cell…");
      // What is typed before goes into the notebook.
      await page.locator(".quick-input-title").filter({ hasText: "What the new cell does" }).waitFor();
      await page.keyboard.type("hint");
      await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "next hint" }).click();
      assert.equal(await runCell(page, "hint"), true);
      await progressSays(/exercise-1\s*\d of \d demands met · hints asked for: 1/);
      await picture(page, "exercise-begun");
    });
    await stage(t, "the change is typed and saved", async () => {
      await cellRow(page, "begin");
      await outputs(page).getByRole("button", { name: yours }).first().click();
      clicks += 1;
      await page.locator(".tab.active").filter({ hasText: "yours.ts" }).waitFor();
      await page.locator(".editor-instance .view-line").filter({ hasText: "SELECT" }).click();
      await page.keyboard.press("End");
      for (const _ of `");`) await page.keyboard.press("ArrowLeft");
      await page.keyboard.type(" FOR UPDATE");
      await picture(page, "exercise-typed");
      await page.keyboard.press("Control+S");
      const saved = () => readFile(path.join(folder, yours), "utf8");
      await until("the change is saved", async () => (await saved()).includes("'yours' FOR UPDATE\");"));
    });
    await stage(t, "the exercise is solved", async () => {
      await page.locator(".tab").filter({ hasText: notebook }).click();
      assert.equal(await runCell(page, "check"), true);
      await progressSays(/exercise-1\s*solved · hints asked for: 1/);
      await picture(page, "exercise-solved");
    });
    const written = await readFile(path.join(folder, ".surge-lab/progress.md"), "utf8");
    assert.match(written, /\n`exercise-1`: solved · hints asked for: 1\n/);
  });

  test("comes from New App… to an app of one's own that a load has judged", async (t) => {
    await stage(t, "the app and its cells are there", async () => {
      await palette(page, "Surge Lab: New App…");
      await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Node:" }).click();
      await page.locator(".quick-input-title").filter({ hasText: "The name of its folder" }).waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".tab.active").filter({ hasText: "server.ts" }).waitFor();
      assert.deepEqual(await readdir(path.join(folder, "my-app")), ["server.ts"]);
    });
    await stage(t, "a load has judged it", async () => {
      assert.equal(await runCell(page, "start-2"), true);
      assert.equal(await runCell(page, "load"), true);
      await outputSays(page, "load", /acknowledged/);
      await picture(page, "new-app-judged");
    });
  });

  async function progressSays(text: RegExp): Promise<void> {
    await page.locator(".pane-body .monaco-list-row").filter({ hasText: text }).first().waitFor();
  }

  /** Those on the window; what is clicked in a result is in a frame of its own. */
  async function countClicks(page: Page): Promise<void> {
    await page.exposeFunction("noteClick", () => {
      clicks += 1;
    });
    await page.addInitScript("addEventListener('mousedown', () => noteClick(), true)");
  }

  async function stage(t: TestContext, name: string, work: () => Promise<void>): Promise<void> {
    const [before, from] = [clicks, performance.now()];
    await work();
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    t.diagnostic(`${name}: ${clicks - before} clicks, ${seconds} s`);
  }
});
