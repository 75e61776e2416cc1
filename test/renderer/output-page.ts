import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { findHeadlessBrowser } from "../../scripts/find-browser.mjs";
import { launchBrowser } from "../support/browser.ts";
import { distFolder } from "../support/stack.ts";
import { type ThemeName, themes } from "./themes.ts";

const address = "http://output.invalid/";

/** A browser, and pages in it that hold one notebook output as VS Code's webview does. */
export interface OutputBrowser {
  readonly bundleBytes: number;
  open(options: {
    width: number;
    theme: ThemeName;
    forcedColors?: boolean;
    /** Lets the renderer speak to its extension. */
    messaging?: boolean;
  }): Promise<OutputPage>;
  close(): Promise<void>;
}

export interface OutputPage {
  readonly page: Page;
  /** Renders the payload as an output item of this id, into the element of this id. */
  show(payload: unknown, id?: string, target?: string): Promise<void>;
  /** Shows one after another has warmed the renderer. @returns how long until it is drawn and laid out, milliseconds */
  paint(payload: unknown, warm: unknown): Promise<number>;
  dispose(id?: string): Promise<void>;
  /** What the renderer has told its extension. */
  sent(): Promise<unknown[]>;
}

export async function openBrowser(): Promise<OutputBrowser> {
  const bundle = await readFile(path.join(distFolder, "renderer.js"), "utf8");
  const executablePath = findHeadlessBrowser();
  if (!executablePath)
    throw new Error("No Chromium, Chrome or Edge was found: install one or set CHROMIUM_PATH.");
  const browser = await launchBrowser(executablePath);
  return {
    bundleBytes: Buffer.byteLength(bundle),
    open: (options) => openPage(browser, bundle, options),
    close: () => browser.close(),
  };
}

async function openPage(
  browser: Browser,
  bundle: string,
  { width, theme, forcedColors, messaging = false }: Parameters<OutputBrowser["open"]>[0],
): Promise<OutputPage> {
  const page = await browser.newPage({
    viewport: { width, height: 700 },
    forcedColors: forcedColors ? "active" : "none",
    reducedMotion: "reduce",
  });
  // Nothing leaves the machine: every address is answered here.
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url === address)
      return route.fulfill({ contentType: "text/html; charset=utf-8", body: html(theme, messaging) });
    if (url === `${address}renderer.js`)
      return route.fulfill({ contentType: "text/javascript; charset=utf-8", body: bundle });
    return route.abort();
  });
  await page.goto(address);
  await page.waitForFunction("globalThis.ready === true");
  return {
    page,
    show: (payload, id = "output-1", target = "first") =>
      page.evaluate(`show(${JSON.stringify(id)}, ${JSON.stringify(payload)}, ${JSON.stringify(target)})`),
    paint: (payload, warm) => page.evaluate(`paint(${JSON.stringify(payload)}, ${JSON.stringify(warm)})`),
    dispose: (id) => page.evaluate(`dispose(${JSON.stringify(id)})`),
    sent: () => page.evaluate("sent"),
  };
}

function html(name: ThemeName, messaging: boolean): string {
  const { bodyClass, colours } = themes[name];
  const variables = Object.entries(colours).map(([key, value]) => `--vscode-${key}: ${value};`);
  return `<!doctype html><html lang="en"><head><title>Output</title><style>
:root { ${variables.join(" ")} }
body { margin: 0; padding: 8px 12px; background: var(--vscode-editor-background); }
</style></head><body class="${bodyClass}"><div id="first"></div><div id="second"></div>
<script type="module">
import { activate } from "./renderer.js";
globalThis.sent = [];
const renderer = activate({ ${messaging ? "postMessage: (message) => sent.push(message)" : ""} });
globalThis.show = (id, payload, target) =>
  renderer.renderOutputItem({ id, mime: "", json: () => payload }, document.getElementById(target));
globalThis.paint = async (payload, warm) => {
  dispose("output-1");
  show("warm", warm, "second");
  await new Promise((done) => setTimeout(done, 30));
  const begun = performance.now();
  show("output-1", payload, "first");
  document.body.offsetHeight; // lays out
  return performance.now() - begun;
};
globalThis.dispose = (id) => renderer.disposeOutputItem(id);
globalThis.ready = true;
</script></body></html>`;
}
