// The whole first notebook at a click, in a real VS Code. Its steps are run in every `npm test` without an editor.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { naiveLoad, resetLab, runAndRead, trueReport, untouched } from "./first-lab.ts";
import { makeLabFolder, stepsOf } from "./lab-folder.ts";
import { packagedExtension, quietLab, type Rig, startRig } from "./rig.ts";
import { openLabWindow, picture } from "./workbench.ts";

let rig: Rig;
let folder: string;

before(async () => {
  rig = await startRig({ vsix: packagedExtension(), settings: quietLab });
  folder = await makeLabFolder(rig.folder);
});
after(() => rig?.close());

test("every cell of the English lab runs at a click and shows what was measured", async () => {
  const page = await openLabWindow(rig, { folder, language: "en" }, "surge.en.lab.md");
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
    const text = await runAndRead(page, step);
    if (step === "naive-load") await naiveLoad(page, "en", text);
    if (step === "batched-process") assert.match(text, /^✓/);
  }
  await picture(page, "browser-en-end");
  await untouched(page, folder, "surge.en.lab.md");
  await page.context().close();
});
