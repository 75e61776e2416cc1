import assert from "node:assert/strict";
import axe from "axe-core";
import type { Frame, Locator, Page } from "playwright-core";
import { outputs } from "./workbench.ts";

interface Look {
  readonly sign: string;
  readonly text: string;
  readonly height: number;
  /** Where ledger and charts stand below the top of the result, and how high they are. */
  readonly places: string;
  readonly animations: number;
}

/** For the browser, whose types the project lacks: twenty times a second, how the one load in it looks. */
const watch = `
  globalThis.looks = [];
  globalThis.watching = setInterval(() => {
    const roots = [...document.querySelectorAll("#container *")].map((element) => element.shadowRoot);
    const report = roots.find((root) => root?.querySelector(".ledger"))?.querySelector(".report");
    if (!report) return;
    const { top, height } = report.getBoundingClientRect();
    const places = [...report.querySelectorAll(".ledger, .plot")].map((part) => {
      const box = part.getBoundingClientRect();
      return Math.round(box.top - top) + "+" + Math.round(box.height);
    });
    const verdict = report.querySelector(".verdict");
    const animations = report.getAnimations({ subtree: true }).length;
    const { sign } = verdict.dataset;
    looks.push({ sign, text: verdict.textContent, height, places: places.join(" "), animations });
  }, 50);`;

/** Watches a load from its start until a second after its end; `live` is called in the middle of it. */
export async function followLoad(page: Page, start: () => Promise<Locator>, live: () => Promise<void>) {
  const frame = await outputFrame(page);
  await frame.evaluate(watch);
  const row = await start();
  await frame.waitForFunction("looks.filter(({ sign }) => sign === '•').length > 15");
  await live();
  await row.locator(".codicon-notebook-state-success").waitFor();
  await page.waitForTimeout(1000);
  // The script above made it.
  const looks = (await frame.evaluate("clearInterval(watching), looks")) as readonly Look[];
  const began = looks.findIndex(({ sign }) => sign === "•");
  const ended = looks.findLastIndex(({ sign }) => sign === "•");
  const running = looks.slice(began, ended + 1);
  const final = looks.slice(ended + 1);
  return {
    updates: new Set(running.map(({ text }) => text)).size,
    places: [...new Set([...running, ...final].map(({ places }) => places))],
    finalHeights: [...new Set(final.map(({ height }) => height))],
    animations: Math.max(...looks.map(({ animations }) => animations)),
  };
}

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core calls serious or critical in the outputs that are shown. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const frame = await outputFrame(page);
  // VS Code gives this body no height and lets the editor's colour shine through; axe-core sees neither.
  await frame.evaluate(
    "Object.assign(document.body.style, { minHeight: '100vh', background: 'var(--vscode-editor-background)' }), null",
  );
  if (!(await frame.evaluate("'axe' in globalThis"))) await frame.evaluate(axe.source);
  const { violations, passes }: Record<"violations" | "passes", Finding[]> =
    await frame.evaluate("axe.run('#container')"); // the shape is axe-core's
  assert(
    passes.some(({ id }) => id === "color-contrast"),
    "axe has not looked into the results",
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" ")}`);
}

async function outputFrame(page: Page): Promise<Frame> {
  const container = await outputs(page).locator("#container").elementHandle();
  const frame = await container?.ownerFrame();
  assert(frame, "no output is shown");
  return frame;
}
