import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Writable } from "node:stream";
import type { Leftover } from "./engines/engine.ts";

/** One line to the watchdog. */
export interface WatchdogOrder {
  readonly owns?: Leftover;
  readonly disowns?: Leftover;
}

/** The supervisor's side of its watchdog, which ends with it. */
export class WatchdogClient {
  readonly #input: Writable;

  constructor(distFolder: string) {
    const words = [join(distFolder, "watchdog.js"), String(process.ppid)];
    const child = spawn(process.execPath, words, {
      // A session of its own: what kills the supervisor's does not reach it.
      detached: true,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["pipe", "ignore", "ignore"],
      windowsHide: true,
    });
    // Without a watchdog the next start removes what is left.
    child.on("error", () => undefined).unref();
    child.stdin.on("error", () => undefined);
    this.#input = child.stdin;
  }

  tell(order: WatchdogOrder): void {
    this.#input.write(`${JSON.stringify(order)}\n`);
  }
}
