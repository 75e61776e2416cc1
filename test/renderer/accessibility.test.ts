// What axe-core and the contrast of the colours say of every kind of result. accessibility.long.test.ts asks in every
// theme at both widths.
import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { presentProgress } from "../../extension/actions/present.ts";
import type { Language } from "../../extension/common/language.ts";
import * as samples from "../samples/index.ts";
import { isLong } from "../support/repeat.ts";
import type { OutputPage } from "./output-page.ts";
import { type ThemeName, themes } from "./themes.ts";
import { frames, payload, reportOf, themeNames, withPage } from "./with-page.ts";

const looks = [
  { width: 900, language: "en" },
  { width: 420, language: "ru" },
] as const;

for (const theme of isLong ? themeNames : (["dark", "light"] as const)) {
  test(`axe finds no serious fault in the theme ${theme}`, async () => {
    // A theme changes colours alone: the other rules are asked once, and widths and languages matter to these.
    const coloursOnly = theme !== "dark";
    const each = isLong || !coloursOnly ? looks : [looks[themeNames.indexOf(theme) % 2] ?? looks[0]];
    await Promise.all(each.map((look) => axeFindsNothing({ ...look, theme, coloursOnly })));
  });
}

async function axeFindsNothing(look: {
  readonly width: number;
  readonly language: Language;
  readonly theme: ThemeName;
  readonly coloursOnly: boolean;
}): Promise<void> {
  const { width, language, theme, coloursOnly } = look;
  await withPage({ width, theme }, async ({ page, show }) => {
    await page.evaluate(axe.source);
    for (const [name, result] of Object.entries(samples.results)) {
      await show(reportOf(result, language));
      await page.locator("details").evaluateAll((all) => {
        for (const one of all) one.setAttribute("open", "");
      });
      // What is opened gets its keyboard scrolling when its layout is known.
      await frames(page, 2);
      assert.deepEqual(await faults(page, coloursOnly), [], `${name}, ${theme}, ${width}`);
    }
    await show(payload(presentProgress(samples.progress, language, samples.slices), language));
    assert.deepEqual(await faults(page, coloursOnly), [], `progress, ${theme}, ${width}`);
  });
}

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core calls serious or critical, as short lines. */
async function faults(page: OutputPage["page"], coloursOnly: boolean): Promise<string[]> {
  const rules = coloursOnly ? ["color-contrast"] : undefined;
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations, passes }: Record<"violations" | "passes", Finding[]> = await page.evaluate(
    `axe.run(document.getElementById('first'), ${JSON.stringify(options)})`,
  ); // the shape is axe-core's
  assert.ok(
    passes.some(({ id }) => id === "color-contrast"),
    "axe has not looked into the report",
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

test("text is readable on what lies behind it in every theme", async () => {
  for (const theme of themeNames) {
    await withPage({ width: 900, theme }, async ({ page, show }) => {
      await show(reportOf(samples.everything));
      for (const selector of [".label", ".key", ".line", "caption", "thead th"]) {
        const colour = await page
          .locator(selector)
          .first()
          .evaluate((e) => e.ownerDocument.defaultView?.getComputedStyle(e).color);
        const behind = themes[theme].colours["editor-background"];
        assert.ok(contrast(String(colour), behind) >= 4.5, `${theme} ${selector}: ${colour} on ${behind}`);
      }
    });
  }
});

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Of `rgb(r, g, b)` or `#rrggbb`. */
function luminance(colour: string): number {
  const numbers = colour.startsWith("#")
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const [r = 0, g = 0, b = 0] = numbers
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
