// The walkthrough in a real VS Code: its buttons do what they say, and its steps are done when it has really happened.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openLab } from "./lab-window.ts";
import { backToWalkthrough, done, isDone, press, showWalkthrough } from "./walkthrough-page.ts";
import { guessQuestion, outputSays, picture, toast, whyQuestion } from "./workbench.ts";

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
  await whyQuestion(page).waitFor();
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
  await whyQuestion(page).waitFor();
  await page.keyboard.press("Enter");
  await outputSays(page, "atomic-load", /=/);
  await backToWalkthrough(page);
  await isDone(page, "exact");
  await picture(page, "walkthrough-done");
});
