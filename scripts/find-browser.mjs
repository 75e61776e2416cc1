import { existsSync } from "node:fs";

/** @type {typeof import("./find-browser.d.mts").findBrowser} */
export function findBrowser() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ];
  return candidates.find((path) => path && existsSync(path));
}

/** Debian's package chromium-headless-shell. */
export const headlessShell = "/usr/lib/chromium/chromium-headless-shell";

/** @type {typeof import("./find-browser.d.mts").findHeadlessBrowser} */
export function findHeadlessBrowser() {
  return !process.env.CHROMIUM_PATH && existsSync(headlessShell) ? headlessShell : findBrowser();
}
