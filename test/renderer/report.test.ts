import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Language } from "../../extension/common/language.ts";
import { buildReport } from "../../extension/report/build-report.ts";
import { findHeadlessBrowser } from "../../scripts/find-browser.mjs";
import * as samples from "../samples/index.ts";
import { reportOf, styles } from "../samples/report.ts";
import { launchBrowser } from "../support/browser.ts";
import { isLong } from "../support/repeat.ts";
import { violations } from "../support/violations.ts";

const pictures = path.join(import.meta.dirname, "../../test-output/report");
const cells = Object.fromEntries(
  Object.entries(samples.results).map(([name, result]) => [name, samples.cell(result)]),
);

let folder: string;
let browser: Browser;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "surge report тест "));
  const executablePath = findHeadlessBrowser();
  if (!executablePath)
    throw new Error("No Chromium, Chrome or Edge was found: install one or set CHROMIUM_PATH.");
  browser = await launchBrowser(executablePath);
  await mkdir(pictures, { recursive: true });
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The report from the disk, with the network shut; any complaint of the browser fails. */
async function withReport(
  options: BrowserContextOptions & { language?: Language; mostCells?: number },
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { language = "en", mostCells, ...rest } = options;
  const some = Object.fromEntries(Object.entries(cells).slice(0, mostCells));
  const file = path.join(folder, `report ${language}.html`);
  const report = {
    ...reportOf({ ...some, naive: samples.naiveCell }, { language }),
    student: "Ада Лавлейс",
  };
  await writeFile(file, buildReport(report, styles));
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...rest });
  // On a busy machine a picture of the whole page takes long.
  context.setDefaultTimeout(120_000);
  await context.setOffline(true);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) problems.push(`asked for ${request.url()}`);
  });
  try {
    await page.goto(pathToFileURL(file).href);
    await use(page);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const language of isLong
    ? (["en", "ru"] as const)
    : ([colorScheme === "light" ? "en" : "ru"] as const)) {
    test(`it is readable and accessible: ${colorScheme}, ${language}`, () =>
      withReport({ colorScheme, language }, async (page) => {
        assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
        const lost = await page.locator(".cell .part.lost").first().boundingBox();
        const all = await page.locator(".cell .part.attempted").first().boundingBox();
        assert.ok(lost && all);
        assert.ok(Math.abs(lost.width / all.width - 0.446) < 0.01, "as wide as its number");
        assert.ok(lost.y > all.y + all.height, "below what it came from");
        const wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert.equal(await page.evaluate(wide), false, "no scrolling sideways");
        await page.screenshot({
          path: path.join(pictures, `${colorScheme}-${language}.png`),
          fullPage: true,
        });
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
        assert.deepEqual(await violations(page), []);
      }));
  }
}

test("without a script, keys and buttons choose one of several collisions", () =>
  withReport({}, async (page) => {
    const cell = page.getByRole("group", { name: "Collisions" }).first();
    const title = cell.locator(".page-title > span:visible");
    await cell.getByRole("radio").first().focus();
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await title.allTextContents(), ["Collision 2 of 12 (17 in all)"]);
    await cell.locator(".turn:visible", { hasText: "next" }).click();
    assert.deepEqual(await title.allTextContents(), ["Collision 3 of 12 (17 in all)"]);
  }));

test("on a phone nothing leaves the page", () =>
  withReport({ viewport: { width: 360, height: 700 } }, async (page) => {
    assert.ok(Number(await page.evaluate("document.documentElement.scrollWidth")) <= 360);
    await page.screenshot({ path: path.join(pictures, "phone.png"), fullPage: true });
  }));

test("on paper it is black on white, with every answer open", () =>
  // As many as the class itself has.
  withReport({ colorScheme: "dark", mostCells: 25 }, async (page) => {
    const answer = page.locator(".question .answer").first();
    assert.equal(await answer.isVisible(), false);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await answer.isVisible(), true);
    assert.equal(
      await page.evaluate("getComputedStyle(document.body).backgroundColor"),
      "rgb(255, 255, 255)",
    );
    // What is left of an A4 page between its margins.
    await page.setViewportSize({ width: 688, height: 1000 });
    assert.ok(Number(await page.evaluate("document.documentElement.scrollWidth")) <= 688);
    await page.screenshot({ path: path.join(pictures, "print.png"), fullPage: true });
    const first = await page.locator("header").boundingBox();
    assert.ok(first && first.height < 1000, "verdicts, guesses and answers are one page");
    const pdf = await page.pdf({ path: path.join(pictures, "report.pdf"), preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  }));
