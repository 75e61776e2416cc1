import { rmSync } from "node:fs";
import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import manifest from "../../package.json" with { type: "json" };
import { provideCodeServer, type RunningServer } from "../../scripts/code-server.mjs";
import { findHeadlessBrowser } from "../../scripts/find-browser.mjs";
import { launchBrowser } from "../support/browser.ts";
import { projectFolder } from "./host-bundle.ts";
import { descendants, type ProcessSeen, processesOfFolder, stillRunning } from "./processes.ts";
import { provideServers } from "./servers.ts";

/** A real VS Code with the packaged extension installed, and a browser to look at it with. */
export interface Rig {
  /** Everything of the run is in it; it is gone after `close()`. */
  readonly folder: string;
  readonly server: RunningServer;
  /** What the host suite reports into. */
  readonly hostReport: string;
  /** A window of its own, remembering nothing of others. */
  openWindow(options: WindowOptions): Promise<Page>;
  /** Resolves when the window's extension host, and all that the lab started below it, have ended. */
  closeWindow(page: Page): Promise<void>;
  /** Ends every process of the run and removes its folder. Safe to call twice. */
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly folder: string;
  /** The user's settings, those of a quiet lab when not given. They hold for this window and those opened later. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** More for VS Code to open, e.g. the tests to run. */
  readonly payload?: readonly (readonly [string, string])[];
  /** Called before the page loads. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** VS Code's display language. There is no language pack: its own words stay English, the extension's change. */
  readonly language?: "en" | "ru" | undefined;
  /** Pixels of a picture for each of the window. */
  readonly scale?: number | undefined;
  /** Pixels; enough for a notebook when not given. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Whether what moves does, as for a student. It costs a fifth of the processor's time. */
  readonly moves?: boolean | undefined;
}

/** With Alt the wheel moves a list by that many turns at once, and Alt alone opens no menu. */
export const fastScroll = 12;
const scrolling = {
  "workbench.list.fastScrollSensitivity": fastScroll,
  "window.customMenuBarAltFocus": false,
  "window.enableMenuBarMnemonics": false,
};

/** For tests that are about the lab and not about trust: servers of this machine, and nothing is asked. */
export const quietLab = { "security.workspace.trust.enabled": false, "surgeLab.engine": "embedded" };

/** What `npm run package` made. */
export function packagedExtension(): string {
  return join(projectFolder, `${manifest.name}-${manifest.version}.vsix`);
}

export async function startRig(): Promise<Rig> {
  const browserPath = findHeadlessBrowser();
  if (!browserPath)
    throw new Error("No Chromium, Chrome or Edge was found: install one or set CHROMIUM_PATH.");
  const codeServer = await provideCodeServer({ progress: (text) => console.error(text) });
  const folder = await realpath(await mkdtemp(join(tmpdir(), "surge-vscode-")));
  // The servers of the lab run as another user when we are root, and must get through.
  await chmod(folder, 0o755);
  const undo: (() => Promise<unknown>)[] = [
    () => rm(folder, { recursive: true, force: true, maxRetries: 20 }),
  ];
  const server: { running?: RunningServer } = {};
  const forget = endWithThisProcess(folder, server);
  const close = async () => {
    const failures: unknown[] = [];
    for (const step of undo.splice(0).reverse()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    forget();
    if (failures.length > 0) throw failures[0];
  };
  try {
    await codeServer.installExtension({ runFolder: folder, vsix: packagedExtension() });
    await provideServers(join(folder, "user-data"));
    const hostReport = join(folder, "report.json");
    const running = await codeServer.start({
      runFolder: folder,
      extensionTests: true,
      env: { SURGE_LAB_TEST_REPORT: hostReport },
    });
    server.running = running;
    undo.push(async () => {
      await running.stop();
      await nothingLeft(folder);
    });
    const browser = await launchBrowser(browserPath);
    undo.push(() => browser.close());
    return {
      folder,
      server: running,
      hostReport,
      openWindow: (window) => openWindow(browser, running, window),
      closeWindow: (page) => closeWindow(page, running),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the lab started goes with the editor; what has not gone after 5 s is ended here, and is an error. */
async function nothingLeft(folder: string): Promise<void> {
  if (process.platform !== "linux") return;
  let left = await processesOfFolder(folder);
  for (let waited = 0; left.length > 0 && waited < 5000; waited += 100) {
    await sleep(100);
    left = await processesOfFolder(folder);
  }
  for (const { pid } of left) kill(pid);
  if (left.length > 0) throw new Error(`Left behind: ${left.map(({ command }) => command).join("\n")}`);
}

/** When this process ends without `close()`, at Ctrl+C for one, there is only time for what needs no waiting. */
function endWithThisProcess(folder: string, server: { running?: RunningServer }): () => void {
  const end = () => {
    if (server.running) kill(-server.running.pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  };
  const exit = () => process.exit(130);
  process.once("exit", end);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, exit);
  return () => {
    process.off("exit", end);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, exit);
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has just ended by itself.
  }
}

async function openWindow(browser: Browser, server: RunningServer, window: WindowOptions): Promise<Page> {
  await server.writeSettings({ ...scrolling, ...(window.settings ?? quietLab) });
  const context = await browser.newContext({
    viewport: window.size ?? { width: 1280, height: 900 },
    deviceScaleFactor: window.scale ?? 1,
  });
  // On a busy machine a workbench takes long to open.
  context.setDefaultTimeout(120_000);
  await context.addInitScript(refuseServiceWorker);
  if (!window.moves) await context.addInitScript(standStill);
  if (window.language === "ru") await context.addInitScript("globalThis._VSCODE_NLS_LANGUAGE = 'ru'");
  const page = await context.newPage();
  await window.prepare?.(page);
  const url = new URL(server.url);
  url.searchParams.set("folder", window.folder);
  if (window.payload) url.searchParams.set("payload", JSON.stringify(window.payload));
  await page.goto(url.href, { waitUntil: "domcontentloaded" });
  return page;
}

async function closeWindow(page: Page, server: RunningServer): Promise<void> {
  const windows = process.platform === "linux" ? await processesOfWindows(server) : [];
  // A page that is left tells the server so; of one that is only closed the server keeps the extension host for hours.
  await page.goto("about:blank");
  await page.context().close();
  let left = await leftOfOne(windows);
  for (let waited = 0; left.length > 0 && waited < 15_000; waited += 50) {
    await sleep(50);
    left = await leftOfOne(windows);
  }
  if (left.length > 0)
    throw new Error(`The window left behind: ${left.map(({ command }) => command).join("\n")}`);
}

/** Of each window its extension host, and what runs below that. */
async function processesOfWindows(server: RunningServer): Promise<ProcessSeen[][]> {
  const hosts = (await descendants(server.pid)).filter(({ command }) => /type=extensionHost/.test(command));
  return Promise.all(hosts.map(async (host) => [host, ...(await descendants(host.pid))]));
}

/** What still runs of the window of which least does: which page has which host nobody says. */
async function leftOfOne(windows: readonly (readonly ProcessSeen[])[]): Promise<ProcessSeen[]> {
  const left = await Promise.all(windows.map((window) => stillRunning(window)));
  return left.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** Code-server's own service worker delays webviews. */
const refuseServiceWorker = `{
  const container = navigator.serviceWorker;
  const register = container?.register;
  if (register) container.register = (url, options) =>
    String(url).endsWith("_static/out/browser/serviceWorker.js")
      ? Promise.reject(new Error("not used"))
      : register.call(container, url, options);
}`;

/** An animation redraws the whole window sixty times a second, here without a graphics card. */
const standStill = `if (self === top) addEventListener("DOMContentLoaded", () => {
  const style = document.createElement("style");
  style.textContent = "*, ::before, ::after { animation: none !important; transition: none !important }";
  document.head.append(style);
})`;
