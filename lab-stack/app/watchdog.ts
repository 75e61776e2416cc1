// What a strategy does to the process that it shares with all others: an exit, an exception that nobody catches, and a
// loop that never ends.

import { once } from "node:events";
import inspector from "node:inspector";
import { createServer } from "node:net";
import { Worker } from "node:worker_threads";

/** How often the main thread shows that it is alive, milliseconds. */
const beatEvery = 500;

/** An exit that a strategy asks for becomes an exception, with its line; the app and all other strategies go on. */
export function refuseExits(): void {
  const exit = process.exit;
  process.exit = (code?: number | string | null): never => {
    const trace = { stack: "" };
    Error.captureStackTrace(trace, process.exit);
    const [, caller = ""] = trace.stack.split("\n");
    if (/\/strategies\/[^/]+:\d+:\d+\)?$/.test(caller)) {
      throw new Error(`process.exit(${code ?? ""}) would end the app, with all other strategies`);
    }
    return exit(code);
  };
}

/**
 * An exception in a timer or a callback, or a rejection that nobody handles, would end the app: it is logged, and the app
 * and all other strategies go on.
 * @param blame hears of it
 */
export function surviveExceptions(blame: (error: unknown) => void): void {
  process.on("uncaughtException", (error) => {
    console.error(error);
    blame(error);
  });
}

/**
 * Says in the log, once, where the thread of the app is busy when that has lasted for 5 s: then it answers nobody. That
 * takes a second thread, which asks the debugger of the first one.
 */
export async function watchThread(): Promise<void> {
  // Somebody debugs: a breakpoint stops the thread, too.
  if (inspector.url() !== undefined) return;
  const beats = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(beats, 0, 1), beatEvery).unref();
  process.debugPort = await freePort();
  const workerData = { beats, beatEvery, port: process.debugPort };
  new Worker(new URL("./watchdog-thread.mjs", import.meta.url), { workerData, execArgv: [] }).unref();
}

async function freePort(): Promise<number> {
  // Exclusive: the first of several processes takes every other server for that of the app.
  const server = createServer().listen({ port: 0, host: "127.0.0.1", exclusive: true });
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
