// npm test -- pictures: renews the pictures of the README, from a real run in a real VS Code.
// What they may weigh is checked by the unit tests of the README.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { projectFolder } from "./host-bundle.ts";
import { openLab } from "./lab-window.ts";
import { quietLab } from "./rig.ts";
import { chooseTheme, themes } from "./themes.ts";
import { cellRow, guessQuestion, hasSucceeded, runCell, startCell, whyQuestion } from "./workbench.ts";

const step = "naive-load";
const target = path.join(projectFolder, "media/readme");
const size = { width: 960, height: 1000 };
const lastFrameMs = 5000;

const settings = { ...quietLab, "window.commandCenter": false, "breadcrumbs.enabled": false };

before(() => mkdir(target, { recursive: true }));

for (const language of ["en", "ru"] as const) {
  test(`the naive load: a film of it, and its result in a light and a dark theme (${language})`, async () => {
    await using lab = await openLab(`surge.${language}.lab.md`, { settings, scale: 2, moves: true });
    const { page } = lab;
    await page.setViewportSize(size);
    await page.keyboard.press("Control+B");
    for (const before of ["start", "clean-slate"]) assert.equal(await runCell(page, before), true);
    for (const [scheme, kind] of [
      ["light", "vscode-light"],
      ["dark", "vscode-dark"],
    ] as const) {
      const theme = themes.find((each) => each.kind === kind);
      assert(theme);
      await chooseTheme(page, theme);
      if (scheme === "light") await film(page, `naive-load-${language}.gif`);
      await lookAtCell(page);
      const png = await page.screenshot();
      await sharp(png)
        .png({ palette: true, effort: 10, dither: 0 })
        .toFile(path.join(target, `notebook-${language}-${scheme}.png`));
    }
  });
}

/** The cell on top, and the mouse, whose marks are no part of the picture, away. */
async function lookAtCell(page: Page): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const row = await (await cellRow(page, step)).boundingBox();
    const view = await page.locator(".notebookOverlay .cell-list-container").first().boundingBox();
    assert(row && view);
    const above = row.y - view.y - 24;
    if (Math.abs(above) < 8) break;
    await page.mouse.wheel(0, above);
    await sleep(500);
  }
  await page.mouse.move(5, 500);
  await sleep(1000);
}

/** From the prediction to the final result, as fast as it went. */
async function film(page: Page, name: string): Promise<void> {
  await startCell(page, step);
  await guessQuestion(page).waitFor();
  await lookAtCell(page);
  const stop = shoot(page);
  let frames: Frame[];
  try {
    await page.keyboard.type("1000", { delay: 250 });
    await sleep(700);
    await page.keyboard.press("Enter");
    await whyQuestion(page).waitFor();
    await page.keyboard.press("Enter");
    assert.equal(await hasSucceeded(await cellRow(page, step)), true);
    await sleep(1500);
  } finally {
    // A failure is told as what it is, and not as that of a picture of a page that was closed meanwhile.
    frames = await stop();
  }
  const delay = frames.map(({ at }, index) => Math.round((frames[index + 1]?.at ?? at + lastFrameMs) - at));
  await sharp(
    frames.map(({ png }) => png),
    { join: { animated: true } },
  )
    .gif({ delay, loop: 0, effort: 10, dither: 0, colours: 128 })
    .toFile(path.join(target, name));
}

interface Frame {
  readonly at: number;
  readonly png: Buffer;
}

/** Takes pictures one after another. @returns what ends it and gives those that differ from the one before. */
function shoot(page: Page): () => Promise<Frame[]> {
  const frames: Frame[] = [];
  let running = true;
  const done = (async () => {
    while (running) {
      const at = performance.now();
      const png = await page.screenshot({ scale: "css" });
      if (!frames.at(-1)?.png.equals(png)) frames.push({ at, png });
    }
  })();
  return async () => {
    running = false;
    await done;
    return frames;
  };
}
