import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Language } from "../../extension/common/language.ts";
import type { Block, RendererPayload } from "../../extension/results/blocks.ts";
import { present, presentProgress } from "../../extension/results/present.ts";
import type { Result } from "../../extension/results/results.ts";
import * as samples from "../../extension/results/samples.ts";
import { type OutputBrowser, type OutputPage, openBrowser } from "./output-page.ts";
import { type ThemeName, themes } from "./themes.ts";

const pictures = path.join(import.meta.dirname, "../../test-output/renderer");
const themeNames = Object.keys(themes) as ThemeName[]; // the keys of a literal

let browser: OutputBrowser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

function payload(blocks: readonly Block[], language: Language = "en"): RendererPayload {
  return { version: 1, language, blocks };
}

function reportOf(result: Result, language: Language = "en"): RendererPayload {
  const report = result === samples.naive ? samples.naiveCell : samples.cell(result);
  return payload(present(report, language), language);
}

async function withPage(
  options: Parameters<OutputBrowser["open"]>[0],
  use: (output: OutputPage) => Promise<void>,
): Promise<void> {
  const output = await browser.open(options);
  const problems: string[] = [];
  output.page.on("pageerror", (error) => problems.push(error.message));
  output.page.on("request", (request) => problems.push(`asked for ${request.url()}`));
  try {
    await use(output);
    assert.deepEqual(problems, []);
  } finally {
    await output.page.close();
  }
}

const wideDark = { width: 900, theme: "dark" } as const;

test("the bundle is under 60 KB", () => {
  assert.ok(browser.bundleBytes > 1000 && browser.bundleBytes < 60_000, `${browser.bundleBytes} bytes`);
});

test("a load is read as verdict, numbers and tables", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.naive));
    assert.match(await read(page.locator(".verdict")), /At least 446 acknowledged hits are gone/);
    const bars = page.getByRole("img", {
      name: /attempted 1,000; refused 473, acknowledged 527; stored 81, LOST 446/,
    });
    assert.equal(await bars.count(), 1);
    const ledger = page.getByRole("table", { name: /attempted 1,000/ });
    assert.deepEqual(await ledger.locator("tbody th, tbody td").allTextContents(), [
      ...["attempted 1,000", "100 %"],
      ...["refused 473", "47.3 %"],
      ...["acknowledged 527", "52.7 %"],
      ...["stored 81", "8.1 %"],
      ...["LOST 446", "44.6 %"],
    ]);
    const causes = page.getByRole("table", { name: "Why hits were refused or got no clear answer" });
    assert.match(await read(causes), /53300 too_many_connections\s*473\s*PostgreSQL had no free connection/);
    assert.equal(
      await page.locator(".command pre").textContent(),
      "ab -l -m POST -n 1000 -c 50 http://127.0.0.1:41873/naive/hit",
    );
  }));

test("every kind of result is drawn in both languages", () =>
  withPage(wideDark, async ({ page, show }) => {
    for (const language of ["en", "ru"] as const) {
      for (const [name, result] of Object.entries(samples.results)) {
        await show(reportOf(result, language));
        assert.equal(await page.locator(".verdict").count(), 1, `${name}, ${language}`);
        const text = await read(page.locator(".report"));
        assert.doesNotMatch(text, /undefined|NaN|\[object/, `${name}, ${language}`);
        assert.equal(await page.locator(".report").getAttribute("lang"), language);
      }
    }
  }));

for (const width of [320, 420, 900]) {
  test(`no label is overlapped or cut off at ${width} px, and nothing is wider than the column`, () =>
    withPage({ width, theme: "light" }, async ({ page, show }) => {
      for (const language of ["en", "ru"] as const) {
        for (const result of [samples.naive, samples.batched, samples.interrupted, samples.everything]) {
          await show(reportOf(result, language));
          await assertLabelsApart(page);
          assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
        }
      }
    }));
}

type Locator = ReturnType<OutputPage["page"]["locator"]>;

async function read(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? "";
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxes(locator: Locator): Promise<Box[]> {
  const found: Box[] = [];
  for (const one of await locator.all()) {
    const box = await one.boundingBox();
    if (box) found.push(box);
  }
  return found;
}

async function assertLabelsApart(page: OutputPage["page"]): Promise<void> {
  const parts = await boxes(page.locator(".part"));
  const labels = await boxes(page.locator(".part .label"));
  assert.equal(labels.length, parts.length);
  const seen: Box[] = [];
  for (const [index, label] of labels.entries()) {
    const part = parts[index];
    assert.ok(part);
    if (label.y >= part.y + part.height - 2) continue; // wrapped away: the legend says it
    assert.ok(label.x >= part.x && label.x + label.width <= part.x + part.width, "a label leaves its bar");
    seen.push(label);
  }
  assert.ok(seen.length > 0);
  const legend = await boxes(page.locator(".key"));
  assert.equal(legend.length, parts.length - 1);
  const texts = [...seen, ...legend];
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      assert.ok(apart, "two labels overlap");
    }
  }
}

test("widths are true to the numbers, and each part lies under what it came from", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.naive));
    const box = async (role: string) => {
      const found = await page.locator(`.part.${role}`).boundingBox();
      assert.ok(found);
      return found;
    };
    const [all, ok, lost, stored] = await Promise.all(["attempted", "ok", "lost", "stored"].map(box));
    assert.ok(all && ok && lost && stored);
    assert.ok(Math.abs(ok.width / all.width - 0.527) < 0.002);
    assert.ok(Math.abs(lost.width / all.width - 0.446) < 0.002);
    assert.ok(Math.abs(stored.x - ok.x) < 1 && Math.abs(lost.x + lost.width - (ok.x + ok.width)) < 1);
  }));

test("an update keeps the element, the height of the ledger, what is open and the focus", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(payload(presentProgress(samples.progress, "en")));
    const during = await page.locator(".ledger").boundingBox();
    await page.evaluate("globalThis.rootBefore = document.getElementById('first').shadowRoot");
    await show(reportOf(samples.naive));
    const final = await page.locator(".ledger").boundingBox();
    assert.ok(during && final);
    assert.equal(final.height, during.height);
    assert.equal(final.y, during.y);

    await page.locator("details summary").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("details[open]").count(), 1);
    await show(reportOf(samples.naive));
    assert.equal(await page.locator("details[open]").count(), 1);
    assert.equal(await page.locator("summary:focus").count(), 1);
    assert.equal(await page.evaluate("rootBefore === document.getElementById('first').shadowRoot"), true);
    assert.equal(await page.locator(".report").count(), 1);
  }));

test("an answer opens by keyboard, one at a time", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.discuss));
    const answers = page.locator(".answer");
    assert.equal(await answers.nth(0).isVisible(), false);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    assert.equal(await answers.nth(0).isVisible(), true);
    assert.equal(await answers.nth(1).isVisible(), false);
    assert.equal(await answers.nth(0).locator("li").count(), 2);
  }));

test("outputs do not disturb each other, and a disposed one leaves nothing", () =>
  withPage(wideDark, async ({ page, show, dispose }) => {
    await show(reportOf(samples.naive), "a", "first");
    await show(reportOf(samples.sql), "b", "second");
    await dispose("a");
    assert.equal(await page.locator("#first .report").count(), 0);
    assert.equal(await page.locator("#second .report").count(), 1);
    await show(reportOf(samples.stop), "b", "first");
    assert.equal(await page.locator("#second .report").count(), 0);
    await dispose();
    assert.equal(await page.locator(".report").count(), 0);
  }));

test("markup in data stays text", () =>
  withPage(wideDark, async ({ page, show }) => {
    const evil = '<img src="x" onerror="globalThis.pwned = 1"><script>globalThis.pwned = 1</script>';
    const statement = { command: evil, columns: [evil], rows: [[evil]], truncatedAt: null, error: null };
    await show(reportOf({ action: "sql", statements: [statement] }));
    assert.equal(await page.locator("td, tbody th").textContent(), evil);
    await show(reportOf({ ...samples.inspect, log: [{ service: "postgres", text: evil, times: 1 }] }));
    assert.match(await read(page.locator(".log pre")), /<script>/);
    await show(
      reportOf({
        action: "discuss",
        questions: [{ question: evil, answer: `[x](javascript:alert(1)) ${evil}` }],
      }),
    );
    assert.match(await read(page.locator(".asked")), /<script>/);
    // A payload can come from a notebook that this extension did not write.
    const foreign = {
      markdown: "",
      html: `${evil}<a href="javascript:alert(1)">a</a><iframe src="/"></iframe><b>b</b>`,
    };
    await show(payload([{ kind: "question", question: foreign, answer: foreign, open: "Answer" }]));
    assert.equal(
      await page.locator("img, script, iframe, [onerror], a[href]").locator("visible=true").count(),
      0,
    );
    assert.equal(await page.evaluate("globalThis.pwned"), undefined);
  }));

test("a payload that cannot be read says what to do", () =>
  withPage(wideDark, async ({ page, show }) => {
    const line = { kind: "line", text: "fine" };
    const broken = [
      null,
      "text",
      { version: 2, language: "en", blocks: [line] },
      { version: 1, language: "en", blocks: {} },
      { version: 1, language: "en", blocks: [null] },
      { version: 1, language: "en", blocks: [line, { kind: "hologram" }] },
      { version: 1, language: "en", blocks: [{ kind: "table", caption: "x", columns: [], rows: [[{}]] }] },
      { version: 1, language: "en", blocks: [{ kind: "ledger", caption: "x", rows: [[{ label: "x" }]] }] },
    ];
    for (const one of broken) {
      await show(one);
      assert.match(await read(page.locator(".report")), /Run the cell again/, JSON.stringify(one));
    }
    await show({ version: 1, language: "xx", blocks: [line] });
    assert.equal(await page.locator(".report").textContent(), "fine");
  }));

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
      await show(payload(presentProgress(samples.progress, language), language));
      await page.screenshot({ path: path.join(pictures, `progress-${theme}-${width}-${language}.png`) });
    });
  }
  await withPage({ width: 900, theme: "dark", forcedColors: true }, async ({ page, show }) => {
    await show(reportOf(samples.everything));
    await page.screenshot({ path: path.join(pictures, "everything-forced-colors.png") });
  });
});
