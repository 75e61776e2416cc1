/** A Chromium, Chrome or Edge of this machine: `CHROMIUM_PATH`, else the usual places. */
export function findBrowser(): string | undefined;
