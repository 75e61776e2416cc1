// Every kind of result in every look, as pictures in test-output/renderer. What they must show, renderer.test.ts asserts.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { presentProgress } from "../../extension/actions/present.ts";
import * as samples from "../samples/index.ts";
import { payload, reportOf, withPage } from "./with-page.ts";

const pictures = path.join(import.meta.dirname, "../../test-output/renderer");

test("pictures of every look, to be looked at", async () => {
  await mkdir(pictures, { recursive: true });
  for (const [theme, width, language] of [
    ["dark", 900, "en"],
    ["light", 900, "ru"],
    ["dark", 420, "ru"],
    ["light", 420, "en"],
    ["high-contrast", 900, "en"],
    ["high-contrast-light", 900, "ru"],
  ] as const) {
    await withPage({ width, theme }, async ({ page, show }) => {
      for (const [name, result] of Object.entries(samples.results)) {
        await show(reportOf(result, language));
        if (name === "discuss")
          for (const summary of await page.locator("summary").all()) await summary.click();
        await page.screenshot({
          path: path.join(pictures, `${name}-${theme}-${width}-${language}.png`),
          fullPage: true,
        });
      }
      await show(payload(presentProgress(samples.progress, language, samples.slices), language));
      await page.screenshot({ path: path.join(pictures, `progress-${theme}-${width}-${language}.png`) });
    });
  }
  await withPage({ width: 900, theme: "dark", forcedColors: true }, async ({ page, show }) => {
    await show(reportOf(samples.everything));
    await page.screenshot({ path: path.join(pictures, "everything-forced-colors.png") });
  });
});
