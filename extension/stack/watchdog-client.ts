import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { nodeEnvironment } from "../common/node-environment.ts";
import type { Leftover } from "./engines/engine.ts";

/** Milliseconds. */
const endsWithin = 2_000;

/** One line to the watchdog. */
export interface WatchdogOrder {
  readonly owns?: Leftover;
  readonly disowns?: Leftover;
  /** Nothing is left. */
  readonly done?: true;
}

/** The supervisor's side of its watchdog, which ends with it. */
export class WatchdogClient {
  readonly #input: Writable;
  readonly #ended: Promise<unknown>;

  constructor(distFolder: string) {
    const words = [join(distFolder, "watchdog.js"), String(process.ppid)];
    const child = spawn(process.execPath, words, {
      // A session of its own: what kills the supervisor's does not reach it.
      detached: true,
      env: nodeEnvironment(),
      stdio: ["pipe", "ignore", "ignore"],
      windowsHide: true,
    });
    child.unref();
    // Without a watchdog the next start removes what is left.
    child.stdin.on("error", () => undefined);
    this.#input = child.stdin;
    this.#ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  }

  tell(order: WatchdogOrder): void {
    this.#input.write(`${JSON.stringify(order)}\n`);
  }

  /** Sends it away; resolves when it is gone. */
  async end(): Promise<void> {
    this.tell({ done: true });
    await Promise.race([this.#ended, sleep(endsWithin, undefined, { ref: false })]);
  }
}
