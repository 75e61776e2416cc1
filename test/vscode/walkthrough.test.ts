// The walkthrough in a real VS Code: its buttons do what they say, and its steps are done when it has really happened.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { openLab } from "./lab-window.ts";
import { guessQuestion, outputSays, palette, picture, runCell, toast } from "./workbench.ts";

test("its steps are done one after another, each by what it names", async () => {
  await using lab = await openLab("surge.en.lab.md");
  const { page } = lab;
  await showWalkthrough(page, "Surge Lab: Open Walkthrough");
  // The notebook is open, and this machine has what the lab needs.
  await isDone(page, "engine", "lab");
  assert.deepEqual(await done(page), ["engine", "lab"]);
  await press(page, "engine", "Check This Machine");
  await toast(page, /PostgreSQL and Redis are on this machine/);
  await picture(page, "walkthrough-engine");

  await press(page, "stack", "Start the Stack");
  await outputSays(page, "start", /PostgreSQL/);
  await backToWalkthrough(page);
  await isDone(page, "stack");
  assert.deepEqual(await done(page), ["engine", "lab", "stack"]);

  await press(page, "surge", "Run the Naive Load");
  // The step says "Guess first": the cell leaves one guess open.
  await guessQuestion(page).waitFor();
  await page.keyboard.type("1000");
  await page.keyboard.press("Enter");
  await outputSays(page, "naive-load", /gone[\s\S]*Your prediction/);
  await backToWalkthrough(page);
  await isDone(page, "surge");
  // That load lost hits, so it is a run but no exact count.
  assert.deepEqual(await done(page), ["engine", "lab", "stack", "surge"]);
  await picture(page, "walkthrough-surge");

  await press(page, "exact", "Run the Atomic Load");
  // Its guess is open, too.
  await guessQuestion(page).waitFor();
  await page.keyboard.type("1000");
  await page.keyboard.press("Enter");
  await outputSays(page, "atomic-load", /=/);
  await backToWalkthrough(page);
  await isDone(page, "exact");
  await picture(page, "walkthrough-done");
});

test("it speaks Russian, and a cell that is run by hand counts as well", async () => {
  await using lab = await openLab("surge.ru.lab.md");
  const { page } = lab;
  for (const step of ["start", "atomic-load"]) assert.equal(await runCell(page, step), true);
  await showWalkthrough(page, "Surge Lab: Открыть пошаговое руководство");
  await isDone(page, "engine", "lab", "stack", "surge", "exact");
  const texts = await page.locator(".getting-started-step .step-title").allInnerTexts();
  assert.equal(texts.length, 5);
  for (const text of texts) assert.match(text, /[а-яё]/i);
  await stepOf(page, "surge").locator(".step-title").click();
  await picture(page, "walkthrough-ru");
});

async function showWalkthrough(page: Page, command: string): Promise<void> {
  await palette(page, command);
  await stepOf(page, "engine").waitFor();
}

async function backToWalkthrough(page: Page): Promise<void> {
  await page.locator(".tab").filter({ hasText: "Welcome" }).click();
  await stepOf(page, "engine").waitFor();
}

function stepOf(page: Page, step: string) {
  return page.locator(`.getting-started-step[data-step-id$="#${step}"]`);
}

async function press(page: Page, step: string, button: string): Promise<void> {
  const row = stepOf(page, step);
  if (!/expanded/.test((await row.getAttribute("class")) ?? "")) await row.locator(".step-title").click();
  await row.getByRole("button", { name: button }).click();
}

async function isDone(page: Page, ...steps: string[]): Promise<void> {
  for (const step of steps) await stepOf(page, step).locator(".complete").first().waitFor();
}

async function done(page: Page): Promise<string[]> {
  const rows = page.locator(".getting-started-step").filter({ has: page.locator(".complete") });
  const ids = await rows.evaluateAll((found) => found.map((row) => row.getAttribute("data-step-id") ?? ""));
  return ids.map((id) => id.replace(/^.*#/, ""));
}
