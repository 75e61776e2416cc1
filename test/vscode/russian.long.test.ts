// The lab and the walkthrough in Russian: the same code as in English, with other words.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Page } from "playwright-core";
import { paletteOffers, runSteps, untouched } from "./first-lab.ts";
import { type LabWindow, openLab } from "./lab-window.ts";
import { isDone, showWalkthrough, stepOf } from "./walkthrough-page.ts";
import { picture, runCell } from "./workbench.ts";

suite("in Russian", () => {
  let lab: LabWindow;
  let page: Page;
  before(async () => {
    lab = await openLab("surge.ru.lab.md");
    page = lab.page;
  });
  after(() => lab?.[Symbol.asyncDispose]());

  test("the lab speaks Russian throughout, and so does the palette", async () => {
    await runSteps(page, ["start", "clean-slate", "show-naive", "naive-load", "inspect-naive"], "ru");
    await paletteOffers(page, "Surge Lab: Сбросить");
    await untouched(page, lab.folder, "surge.ru.lab.md");
  });

  test("the walkthrough speaks Russian, and cells that were run by hand count as well", async () => {
    assert.equal(await runCell(page, "atomic-load"), true);
    await showWalkthrough(page, "Surge Lab: Открыть пошаговое руководство");
    await isDone(page, "engine", "lab", "stack", "surge", "exact");
    const texts = await page.locator(".getting-started-step .step-title").allInnerTexts();
    assert.equal(texts.length, 5);
    for (const text of texts) assert.match(text, /[а-яё]/i);
    await stepOf(page, "surge").locator(".step-title").click();
    await picture(page, "walkthrough-ru");
  });
});
