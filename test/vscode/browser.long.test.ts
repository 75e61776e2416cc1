// The whole first notebook at a click, in a real VS Code. Its steps are run in every `npm test` without an editor.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { resetLab, runSteps, trueReport, untouched } from "./first-lab.ts";
import { openLab } from "./lab-window.ts";
import { picture } from "./workbench.ts";

test("every cell of the English lab runs at a click and shows what was measured", async () => {
  await using lab = await openLab("surge.en.lab.md");
  const { page, folder } = lab;
  const steps = await stepsOf(path.join(folder, "surge.en.lab.md"));
  assert(steps.length > 20);
  for (const { step, action } of steps) {
    if (action === "stop") {
      // Small enough to be handed in.
      const bytes = await trueReport(page, folder);
      console.log(`The report of the whole lab has ${bytes} bytes.`);
      assert(bytes > 100_000 && bytes < 2_000_000, `${bytes} bytes`);
      await resetLab(page);
    }
    await runSteps(page, [step], "en");
  }
  await picture(page, "browser-en-end");
  await untouched(page, folder, "surge.en.lab.md");
});

/** The steps of a notebook, in order. */
async function stepsOf(notebook: string): Promise<{ step: string; action: string }[]> {
  const text = await readFile(notebook, "utf8");
  const cells = text.matchAll(/^```(\w+) lab (\S+)\n(\w+)?/gm);
  return [...cells].map(([, language, step = "", word = ""]) => ({
    step,
    action: language === "yaml" ? word : (language ?? ""),
  }));
}
