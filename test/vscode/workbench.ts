import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FrameLocator, Locator, Page } from "playwright-core";

/** Waits until the newest extension host of a server has said that it is up. */
export async function extensionHostUp(userData: string, hosts: number): Promise<void> {
  for (;;) {
    const logs = (await readdir(join(userData, "logs"), { recursive: true }).catch(() => [])).filter((path) =>
      /exthost\d+[\\/]remoteexthost\.log$/.test(path),
    );
    const ready = await Promise.all(
      logs.map(async (path) =>
        /Eager extensions activated/.test(await readFile(join(userData, "logs", path), "utf8")),
      ),
    );
    if (ready.filter(Boolean).length >= hosts) return;
    await sleep(100);
  }
}

/** Opens a file of the window's folder by a double click in the Explorer, as a student does. */
export async function openNotebook(page: Page, file: string): Promise<void> {
  await page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: file }).dblclick();
  await page.locator(".notebookOverlay .code-cell-row").first().waitFor();
}

/** Runs a command by its full title, e.g. "Surge Lab: Reset Lab". */
export async function palette(page: Page, title: string): Promise<void> {
  await openPalette(page, title);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first().click();
}

export async function openPalette(page: Page, filter: string): Promise<string[]> {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input.input");
  await input.fill(`>${filter}`);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: filter }).first().waitFor();
  return await page.locator(".quick-input-list .monaco-list-row").allInnerTexts();
}

/** The row of a cell, scrolled into view; `words` is text of the cell's editor or status bar that no other has. */
export async function cellRow(page: Page, words: string | RegExp): Promise<Locator> {
  const row = page.locator(".notebookOverlay .code-cell-row").filter({ hasText: words });
  const list = page.locator(".notebookOverlay .cell-list-container").first();
  const box = await list.boundingBox();
  if (!box) throw new Error("The notebook is not shown.");
  await page.mouse.move(box.x + box.width - 60, box.y + box.height / 2);
  for (let step = 0; (await row.count()) === 0; step += 1) {
    if (step === 120) throw new Error(`No cell says ${words}.`);
    // Once to the top, then down a part of the page at a time: rows out of view do not exist.
    await page.mouse.wheel(0, step === 0 ? -1_000_000 : 350);
    await page.waitForTimeout(120);
  }
  await row.first().scrollIntoViewIfNeeded();
  return row.first();
}

export async function runCell(page: Page, words: string | RegExp): Promise<void> {
  const row = await cellRow(page, words);
  await row.hover();
  await row.locator(".run-button-container .codicon-notebook-execute").click();
}

export async function runAll(page: Page): Promise<void> {
  await page.locator(".notebook-toolbar-container").getByRole("button", { name: "Run All" }).click();
}

/** The frame that holds every output. It must be found anew each time: VS Code replaces it. */
export function outputs(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** What a reader sees below the cell. VS Code lays a container over each cell's row, at the same height. */
export async function outputText(page: Page, words: string | RegExp): Promise<string> {
  const row = await (await cellRow(page, words)).boundingBox();
  for (const container of await outputs(page).locator("#container .cell_container").all()) {
    const place = await container.boundingBox();
    if (row && place && Math.abs(place.y - row.y) < 2) return (await container.evaluate(visibleText)).trim();
  }
  return "";
}

/** The text of an element and of the shadow roots in it; runs in the browser, whose types the project lacks. */
const visibleText = new Function(
  "element",
  `const textOf = (node) => (node.innerText ?? "") + [...node.querySelectorAll("*")]
    .filter((inner) => inner.shadowRoot)
    .map((inner) => [...inner.shadowRoot.children].filter((child) => child.localName !== "style").map(textOf).join("\\n"))
    .join("\\n");
  return textOf(element);`,
  // `new Function` makes no more precise type.
) as (element: unknown) => string;
