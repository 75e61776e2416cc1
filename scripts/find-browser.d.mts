/** A Chromium, Chrome or Edge of this machine: `CHROMIUM_PATH`, else the usual places. */
export function findBrowser(): string | undefined;

/** The same for pages that nobody sees: where there is Chromium's headless shell, which draws no window around them. */
export function findHeadlessBrowser(): string | undefined;
