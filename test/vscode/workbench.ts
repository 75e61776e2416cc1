import assert from "node:assert/strict";
import { join } from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { readNotebook } from "../../extension/vscode/notebook/notebook-text.ts";
import { fastScroll } from "./rig.ts";

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

/** The row of a step's cell, where it is in view; the cell's status bar names the step. */
export function rowOf(page: Page, step: string): Locator {
  const name = page.locator(".cell-status-item").filter({ hasText: new RegExp(`^${step}$`) });
  return page.locator(".notebookOverlay .code-cell-row").filter({ has: name, visible: true }).first();
}

/** The row of a step's cell, scrolled to the upper part of the notebook. */
export async function cellRow(page: Page, step: string): Promise<Locator> {
  const row = rowOf(page, step);
  const view = await cellList(page).boundingBox();
  if (!view) throw new Error("The notebook is not shown.");
  // Beside the outputs: over them the wheel moves the list by little.
  await page.mouse.move(view.x + 8, view.y + view.height / 2);
  // Rows out of view do not exist: towards where the step is known to be, else from here to both ends of the notebook.
  const seenAt = placesOf(page);
  const directions = [1, -1];
  for (let jumps = 0; directions.length > 0; ) {
    const shown = await noteRows(page, seenAt);
    const box = (await row.count()) > 0 ? await row.boundingBox() : null;
    const top = box && box.y - view.y;
    if (top !== null && top >= 0 && top < view.height / 3) return row;
    const way = top === null && jumps < 30 ? wayTo(seenAt.get(step), shown, view.height) : 0;
    if (way !== 0) jumps += 1;
    const pixels = top === null ? way || (directions[0] ?? 0) * (view.height - 100) : top - 60;
    const moved = await scroll(page, pixels);
    if (!moved && top !== null) return row;
    if (!moved && way === 0) directions.shift();
  }
  throw new Error(`No cell is named ${step}.`);
}

/** How many pixels it may be to a cell that is known and out of view: VS Code takes long to draw all those in between. */
function wayTo(index: number | undefined, shown: readonly ShownRow[], height: number): number {
  const [first, last] = [shown[0], shown.at(-1)];
  if (index === undefined || !first || !last) return 0;
  // Those on the way are taken to be as tall as all cells on that side.
  const up = index < first.index ? ((first.index - index) * first.above) / first.index : 0;
  const down = index > last.index ? ((index - last.index) * last.below) / last.cellsBelow : 0;
  const page = height - 100;
  return up > 0 ? -Math.max(up, page) : down > 0 ? Math.max(down, page) : 0;
}

/** Where the steps of a notebook are, before they were in view. */
export function noteSteps(page: Page, text: string): void {
  const seenAt = placesOf(page);
  for (const [index, { origin }] of readNotebook(text).cells.entries())
    if (origin?.source.kind === "cell" && origin.source.step !== undefined)
      seenAt.set(origin.source.step, index);
}

/** The cells of the notebook in front; those behind it are there, too, and hidden. */
function cellList(page: Page): Locator {
  return page.locator(".notebookOverlay .cell-list-container").filter({ visible: true }).first();
}

const places = new WeakMap<Page, Map<string, number>>();

/** At which index of the list each step was last seen, for the search to begin in the right direction. */
function placesOf(page: Page): Map<string, number> {
  const known = places.get(page) ?? new Map<string, number>();
  places.set(page, known);
  return known;
}

/** A cell in view, and what is out of view beyond it, in pixels. */
interface ShownRow {
  readonly index: number;
  readonly above: number;
  readonly below: number;
  readonly cellsBelow: number;
}

/** Notes the steps in view. @returns the cells in view, prose too, from the top down. */
async function noteRows(page: Page, seenAt: Map<string, number>): Promise<ShownRow[]> {
  const rows = await cellList(page)
    .locator(".monaco-list-row")
    .evaluateAll((found) =>
      found.map((row) => {
        const index = Number(row.getAttribute("data-index") ?? Number.NaN);
        const own = row.getBoundingClientRect();
        const list = (row.parentElement ?? row).getBoundingClientRect();
        return {
          index,
          above: own.top - list.top,
          below: list.bottom - own.bottom,
          cellsBelow: Number(row.getAttribute("aria-setsize")) - 1 - index,
          words: [...row.querySelectorAll(".cell-status-item")].map((item) =>
            (item.textContent ?? "").trim(),
          ),
        };
      }),
    );
  const shown = rows.filter(({ index }) => Number.isInteger(index));
  for (const { index, words } of shown) for (const word of words) seenAt.set(word, index);
  return shown.sort((a, b) => a.index - b.index);
}

/** Pixels that one turn of the wheel moves, without Alt and with it. */
const turn = { slow: 50, fast: 50 * fastScroll };

/** @returns false at the end of the notebook. */
async function scroll(page: Page, pixels: number): Promise<boolean> {
  const rows = cellList(page).locator(".monaco-list-rows").first();
  const before = await rows.boundingBox();
  const isFast = Math.abs(pixels) >= turn.fast;
  if (isFast) await page.keyboard.down("Alt");
  const turns = Math.max(1, Math.round(Math.abs(pixels) / (isFast ? turn.fast : turn.slow)));
  for (let done = 0; done < turns; done += 1) await page.mouse.wheel(0, Math.sign(pixels) * turn.slow);
  if (isFast) await page.keyboard.up("Alt");
  for (let waited = 0; waited < 1000; waited += 25) {
    await page.waitForTimeout(25);
    if ((await rows.boundingBox())?.y !== before?.y) return true;
  }
  return false;
}

/** Clicks the cell's Run button, which is there only while the mouse is over the cell. */
export async function startCell(page: Page, step: string): Promise<Locator> {
  for (let attempt = 1; ; attempt += 1) {
    const row = await cellRow(page, step);
    try {
      // Outputs above that still grow may push the cell away from under the mouse.
      await row.hover({ timeout: 2000, position: { x: 30, y: 20 } });
      const button = row.locator(".run-button-container .codicon-notebook-execute");
      await button.waitFor({ timeout: 1000 });
      // On a busy machine a click that has run the cell may return late, and must not be repeated: the button is gone.
      await button.click({ timeout: 10_000 });
      // Away from the button, on nothing: its hover would take the next Escape.
      await page.mouse.move(200, 10);
      return row;
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}

/** The question for the student's prediction that a cell may ask before it runs. */
export function guessQuestion(page: Page): Locator {
  // The widget stays in the page, hidden, with the words of the last question.
  return page
    .locator(".quick-input-widget")
    .filter({ hasText: /Your prediction|Ваш прогноз/, visible: true });
}

/** The question for the reason, once the prediction is made. */
export function whyQuestion(page: Page): Locator {
  return page
    .locator(".quick-input-widget")
    .filter({ hasText: /Why do you think so|Почему вы так думаете/, visible: true });
}

/** Runs the cell, without a prediction where it asks for one. */
export async function runCell(page: Page, step: string): Promise<boolean> {
  const row = await startCell(page, step);
  const question = guessQuestion(page);
  for (;;) {
    await question.or(endMark(row)).first().waitFor({ timeout: 60_000 });
    if (!(await question.isVisible())) return hasSucceeded(row);
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "hidden" });
  }
}

/** @returns whether VS Code shows a tick (true) or a cross. */
export async function hasSucceeded(row: Locator): Promise<boolean> {
  await endMark(row).waitFor({ timeout: 60_000 });
  return (await row.locator(".codicon-notebook-state-success").count()) > 0;
}

function endMark(row: Locator): Locator {
  return row.locator(".codicon-notebook-state-success, .codicon-notebook-state-error").first();
}

export async function runAll(page: Page): Promise<void> {
  await page.locator(".notebook-toolbar-container").getByRole("button", { name: "Run All" }).click();
}

/** The frame that holds every output. It must be found anew each time: VS Code replaces it. */
export function outputs(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** The output below a cell that is in view; undefined where nothing is shown. */
export async function outputOf(page: Page, row: Locator): Promise<Locator | undefined> {
  const containers = outputs(page).locator("#container .cell_container");
  // All at once: a look at each of them through two frames would take longer than the cell.
  const heights = await containers.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().y));
  const [first] = heights;
  const [place, box] = [
    await row.boundingBox(),
    first === undefined ? null : await containers.first().boundingBox(),
  ];
  if (!place || !box || first === undefined) return undefined;
  // VS Code lays a container over each cell's row, at the same height.
  const at = heights.findIndex((height) => Math.abs(height - first + box.y - place.y) < 2);
  return at === -1 ? undefined : containers.nth(at);
}

/** What a reader sees below the cell; empty where nothing is shown. */
export async function outputText(page: Page, step: string): Promise<string> {
  const output = await outputOf(page, await cellRow(page, step));
  return output ? (await output.evaluate(visibleText)).trim() : "";
}

/** Waits until the output below the cell says so. @returns all of it. */
export async function outputSays(page: Page, step: string, words = /\S/): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const text = await outputText(page, step);
    if (words.test(text)) return text;
    if (attempt === 100) throw new Error(`The output of ${step} does not say ${words} but: ${text}`);
    await page.waitForTimeout(100);
  }
}

/** The text of an element and of the shadow roots in it; runs in the browser, whose types the project lacks. */
export const visibleText = new Function(
  "element",
  `const textOf = (node) => (node.innerText ?? "") + [...node.querySelectorAll("*")]
    .filter((inner) => inner.shadowRoot)
    .map((inner) => [...inner.shadowRoot.children].filter((child) => child.localName !== "style").map(textOf).join("\\n"))
    .join("\\n");
  return textOf(element);`,
  // `new Function` makes no more precise type.
) as (element: unknown) => string;

/** Waits for a notification that says so. @returns its message. */
export async function toast(page: Page, words: RegExp): Promise<string> {
  const found = page.locator(".notification-list-item-message").filter({ hasText: words }).first();
  // A window that was not in front when the message came keeps it behind the bell.
  const bell = page.locator("[id='status.notifications']");
  for (const end = Date.now() + 120_000; !(await found.isVisible()); ) {
    assert.ok(Date.now() < end, `No message ${words}`);
    if ((await bell.locator(".codicon-bell-dot").count()) > 0) await bell.click();
    await page.waitForTimeout(200);
  }
  return (await found.textContent()) ?? "";
}

/** Writes what the window shows to test-output/, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  // Toasts and menus come up with an animation.
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(import.meta.dirname, "../../test-output", `${name}.png`) });
}
