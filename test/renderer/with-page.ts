import assert from "node:assert/strict";
import { after, before } from "node:test";
import type { Result } from "../../extension/actions/index.ts";
import { present } from "../../extension/actions/present.ts";
import type { Language } from "../../extension/common/language.ts";
import type { Block, RendererPayload } from "../../extension/drawing/blocks.ts";
import * as samples from "../samples/index.ts";
import { type OutputBrowser, type OutputPage, openBrowser } from "./output-page.ts";
import { type ThemeName, themes } from "./themes.ts";

export const themeNames = Object.keys(themes) as ThemeName[]; // the keys of a literal

export let browser: OutputBrowser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

export function payload(blocks: readonly Block[], language: Language = "en"): RendererPayload {
  return { version: 1, language, blocks };
}

export function reportOf(result: Result, language: Language = "en"): RendererPayload {
  const report = result === samples.naive ? samples.naiveCell : samples.cell(result);
  return payload(present(report, language), language);
}

/** A page with one output; any complaint of the browser, and any request, fails. */
export async function withPage(
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

/** Where each of them is. */
export async function boxes(locator: ReturnType<OutputPage["page"]["locator"]>) {
  const found = [];
  for (const one of await locator.all()) {
    const box = await one.boundingBox();
    assert.ok(box);
    found.push(box);
  }
  return found;
}

/** Resolves when the browser has drawn that many more frames. */
export function frames(page: OutputPage["page"], count: number): Promise<void> {
  return page.evaluate(`new Promise((done) => {
    const next = (left) => (left === 0 ? done() : requestAnimationFrame(() => next(left - 1)));
    next(${count});
  })`);
}

export const wideDark = { width: 900, theme: "dark" } as const;
