import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { classPage } from "../../extension/report/class/class-page.ts";
import { findHeadlessBrowser } from "../../scripts/find-browser.mjs";
import { students } from "../samples/class.ts";
import { styles } from "../samples/report.ts";
import { launchBrowser } from "../support/browser.ts";
import { violations } from "../support/violations.ts";

let folder: string;
let browser: Browser;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "surge class "));
  const executablePath = findHeadlessBrowser();
  if (!executablePath)
    throw new Error("No Chromium, Chrome or Edge was found: install one or set CHROMIUM_PATH.");
  browser = await launchBrowser(executablePath);
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

for (const [colorScheme, language, width] of [
  ["light", "en", 1280],
  ["dark", "ru", 420],
] as const) {
  test(`the page about a class is readable: ${colorScheme}, ${width} pixels`, async () => {
    const file = path.join(folder, `class ${language}.html`);
    await writeFile(
      file,
      classPage({ students }, { language, folder: "reports", surgeLab: "0.1.0", styles }),
    );
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    try {
      await context.setOffline(true);
      const page = await context.newPage();
      const problems: string[] = [];
      page.on("console", (message) => problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(error.message));
      await page.goto(pathToFileURL(file).href);
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
      assert.equal(await page.getByRole("heading", { level: 2 }).count(), 6);
      assert.equal(
        await page.evaluate("document.documentElement.scrollWidth"),
        width,
        "only tables scroll sideways",
      );
      assert.deepEqual(problems, []);
      assert.deepEqual(await violations(page), []);
    } finally {
      await context.close();
    }
  });
}
