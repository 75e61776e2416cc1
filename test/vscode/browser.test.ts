// The packaged extension in a real VS Code, as a student meets it: what is clicked and what is read.
// SURGE_LAB_UPDATE_PICTURES=1 also renews the pictures of the README.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { projectFolder } from "./host-bundle.ts";
import { makeLabFolder, stepsOf } from "./lab-folder.ts";
import { packagedExtension, quietLab, type Rig, startRig } from "./rig.ts";
import {
  cellRow,
  openLabWindow,
  openPalette,
  outputSays,
  outputText,
  palette,
  picture,
  runCell,
  toast,
} from "./workbench.ts";

let rig: Rig;
let folder: string;

before(async () => {
  rig = await startRig({ vsix: packagedExtension(), settings: quietLab });
  folder = await makeLabFolder(rig.folder);
});
after(() => rig?.close());

const words = {
  en: { verdict: /acknowledged hits? (is|are) gone/, lost: /lost/i, reset: "Surge Lab: Reset Lab" },
  ru: { verdict: /[а-яё]/i, lost: /потеряно/i, reset: "Surge Lab: " },
} as const;

for (const language of ["en", "ru"] as const) {
  const file = `surge.${language}.lab.md`;

  test(`${file}: every cell runs at a click and shows what was measured`, async () => {
    const page = await openLabWindow(rig, { folder, language }, file);
    const before = await readFile(path.join(folder, file));
    const loads: string[] = [];
    for (const { step, action } of await stepsOf(path.join(folder, file))) {
      if (language === "en" && action === "stop") await resetLab(page, "naive-load");
      assert.equal(await runCell(page, step), true, `${step} failed:\n${await outputText(page, step)}`);
      const text = await outputSays(page, step);
      if (action === "load") loads.push(text);
      if (step === "naive-load") await naiveLoad(page, language, text);
    }
    assert(loads.length >= 5);
    await picture(page, `browser-${language}-end`);
    // Nothing of a run belongs to the file.
    assert.equal(await page.locator(".tab.dirty").count(), 0);
    assert.deepEqual(await readFile(path.join(folder, file)), before);
    await page.context().close();
  });
}

async function naiveLoad(page: Page, language: "en" | "ru", text: string): Promise<void> {
  assert.match(text, words[language].verdict);
  assert.match(text, words[language].lost);
  assert.match(text, language === "en" ? /1,000/ : /1[\u00a0\u202f]000/);
  assert.match(text, /53300/);
  const row = await cellRow(page, "naive-load");
  await row.evaluate((element) => element.scrollIntoView({ block: "start" }));
  await picture(page, `browser-${language}-naive-load`);
  if (process.env.SURGE_LAB_UPDATE_PICTURES) {
    const file = path.join(projectFolder, `media/readme/notebook-${language}.png`);
    await page.screenshot({ path: file });
    assert((await stat(file)).size < 400_000, "a picture of the README stays under 400 KB");
  }
}

async function resetLab(page: Page, step: string): Promise<void> {
  await palette(page, words.en.reset);
  await toast(page, /counters at 0/);
  assert.equal(await outputText(page, step), "");
  assert.equal(await page.locator(".tab.dirty").count(), 0);
}

test("the palette speaks the editor's language", async () => {
  for (const [language, title] of [
    ["en", "Surge Lab: Reset Lab"],
    ["ru", "Surge Lab: Сбросить"],
  ] as const) {
    const page = await openLabWindow(rig, { folder, language }, "surge.en.lab.md");
    const commands = await openPalette(page, "Surge Lab");
    assert(
      commands.some((command) => command.startsWith(title)),
      commands.join("; "),
    );
    await page.context().close();
  }
});

test("Open Lab asks for a folder, puts the lab there, and asks before it overwrites", async () => {
  const target = path.join(rig.folder, "Мои лабы");
  const mine = path.join(target, "lab-stack/app/strategies/naive.ts");
  await mkdir(path.dirname(mine), { recursive: true });
  await writeFile(mine, "// mine");
  const page = await openLabWindow(rig, { folder, language: "en" }, "surge.en.lab.md");
  await palette(page, "Surge Lab: Open Lab");
  await page.locator(".quick-input-title").filter({ hasText: "Folder for the lab" }).waitFor();
  await page.locator(".quick-input-widget input.input").fill(`${target}/`);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "lab-stack" }).waitFor();
  await picture(page, "browser-open-lab");
  await page.locator(".quick-input-widget").getByRole("button", { name: "Put the lab here" }).click();
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.getByText("naive.ts").waitFor();
  await picture(page, "browser-open-lab-overwrite");
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await toast(page, /Мои лабы/);
  await picture(page, "browser-open-lab-done");
  assert.equal(await readFile(mine, "utf8"), "// mine");
  assert((await readdir(target)).includes("surge.en.lab.md"));
  assert((await readdir(path.join(target, "lab-stack/app/strategies"))).includes("atomic.ts"));
  await page.context().close();
});

test("VS Code itself says that the extension activates in under 20 ms", async () => {
  const seen: number[] = [];
  // The best of a few windows: the others tell what else the machine had to do.
  while (seen.length < 5 && Math.min(...seen) >= 20) seen.push(await activationTime());
  console.log(`Activation in ${seen.join(", ")} ms, says VS Code.`);
  assert(Math.min(...seen) < 20, `${seen} ms`);
});

async function activationTime(): Promise<number> {
  const page = await openLabWindow(rig, { folder, language: "en" }, "surge.en.lab.md");
  await palette(page, "Show Running Extensions");
  const row = page.locator(".runtime-extensions-editor .monaco-list-row").filter({ hasText: "Surge Lab" });
  await row.waitFor();
  const time = /Activation: (\d+)ms/.exec((await row.textContent()) ?? "")?.[1];
  await picture(page, "browser-running-extensions");
  await page.context().close();
  return Number(time);
}
