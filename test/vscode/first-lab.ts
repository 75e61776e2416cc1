// What a click on the cells of the first notebook must show.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { exportReport, verified } from "./exported-report.ts";
import { projectFolder } from "./host-bundle.ts";
import {
  openPalette,
  outputSays,
  outputs,
  outputText,
  palette,
  picture,
  runCell,
  toast,
} from "./workbench.ts";

const told = {
  en: { verdict: /acknowledged hits? (is|are) gone/, lost: /lost/i, thousand: /1,000/ },
  ru: { verdict: /Пропало/, lost: /потеряно/i, thousand: /1[\u00a0\u202f]000/ },
} as const;

/** Runs the steps one after another; of those that say something known, waits until they do. */
export async function runSteps(page: Page, steps: readonly string[], language: "en" | "ru"): Promise<void> {
  for (const step of steps) {
    assert.equal(await runCell(page, step), true, `${step} failed:\n${await outputText(page, step)}`);
    if (step === "naive-load") await naiveLoad(page, language);
    else await outputSays(page, step, step === "buffered-process" ? /=/ : /\S/);
  }
}

async function naiveLoad(page: Page, language: "en" | "ru"): Promise<void> {
  const { verdict, lost, thousand } = told[language];
  // The tick may be drawn before the last output.
  const text = await outputSays(page, "naive-load", verdict);
  for (const words of [lost, thousand, /53300/]) assert.match(text, words);
  await picture(page, `browser-${language}-naive-load`);
}

/** Running cells has changed nothing in the file of the notebook. */
export async function untouched(page: Page, folder: string, file: string): Promise<void> {
  assert.equal(await page.locator(".tab.dirty").count(), 0);
  assert.deepEqual(
    await readFile(path.join(folder, file)),
    await readFile(path.join(projectFolder, "notebooks", file)),
  );
}

/** Exports the report: true, and refused after one of its numbers was changed by hand. @returns its size in bytes */
export async function trueReport(page: Page, folder: string): Promise<number> {
  const html = await exportReport(page, folder, "Ada");
  assert.deepEqual((await verified(html)).disagreements, []);
  const changed = html.replace(/"lost":([1-9]\d*)/, (_, lost) => `"lost":${Number(lost) - 1}`);
  assert.notEqual(changed, html);
  assert.notDeepEqual((await verified(changed)).disagreements, []);
  return Buffer.byteLength(html);
}

export async function resetLab(page: Page): Promise<void> {
  await palette(page, "Surge Lab: Reset Lab");
  await page.locator(".monaco-dialog-box").getByRole("button", { name: "Reset", exact: true }).click();
  await toast(page, /Every counter is zero/);
  // Its list of notifications, where it is open, would take the next Escape.
  await palette(page, "Clear All Notifications");
  await outputs(page).locator("#container .output").first().waitFor({ state: "detached" });
  assert.equal(await page.locator(".tab.dirty").count(), 0);
}

export async function paletteOffers(page: Page, title: string): Promise<void> {
  // The list draws only what is in view, and the lab has more commands than that.
  const commands = await openPalette(page, title);
  assert(
    commands.some((command) => command.startsWith(title)),
    commands.join("; "),
  );
  await page.keyboard.press("Escape");
}
