import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { readStyles } from "../../extension/report/styles.ts";
import { verifyReport } from "../../extension/report/verify-report.ts";
import manifest from "../../package.json" with { type: "json" };
import { projectFolder } from "./host-bundle.ts";
import { palette, picture, toast } from "./workbench.ts";

/** Exports the report of the English lab in this folder, as a student does. @returns its HTML */
export async function exportReport(page: Page, folder: string, student: string): Promise<string> {
  const file = path.join(folder, "surge.en.report.html");
  // An earlier one would have VS Code ask whether to replace it.
  await rm(file, { force: true });
  await palette(page, "Surge Lab: Export Report");
  await page.locator(".quick-input-widget").filter({ hasText: "Your name" }).waitFor();
  await page.keyboard.type(student);
  await page.keyboard.press("Enter");
  const save = page.locator(".quick-input-widget").getByRole("button", { name: "OK" });
  await save.waitFor();
  await picture(page, "report-export");
  await save.click();
  await toast(page, /The report is saved/);
  await palette(page, "Clear All Notifications");
  return readFile(file, "utf8");
}

/** What `--verify` finds in a report. */
export async function verified(html: string) {
  const styles = await readStyles(path.join(projectFolder, "dist"));
  return verifyReport(html, { file: "surge.en.report.html", styles, surgeLab: manifest.version });
}
