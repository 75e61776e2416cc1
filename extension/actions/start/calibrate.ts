import path from "node:path";
import { Worker } from "node:worker_threads";
import { localizer } from "../../common/language.ts";
import { runLoad } from "../../load/run-load.ts";
import type { Lab } from "../define.ts";
import type { Calibration } from "../environment/environment.ts";
import type { Session } from "../session.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const calibrating = localizer({ en, ru })((words) => words.calibrating);

const known = new WeakMap<Session, Calibration>();

/**
 * How fast this machine is, measured at the first start of a lab that wants to know it.
 * @returns undefined where it was not measured: with servers of others, or because something failed, which the first
 * load will say better
 */
export async function calibrate(lab: Lab): Promise<Calibration | undefined> {
  const { session, signal } = lab;
  const { stack } = session.require();
  if (!session.options.calibrates || stack.engine === "attach") return undefined;
  const before = known.get(session);
  if (before) return before;
  lab.progress({ text: calibrating });
  try {
    const calibration = await measure(lab);
    known.set(session, calibration);
    return calibration;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** One after the other: they would share the processor. */
async function measure({ session, signal }: Lab): Promise<Calibration> {
  const begun = performance.now();
  const { stack, inspection } = session.require(signal);
  const send = (url: string) => hitsPerSecond(url, session, signal);
  const { flush, incr } = await inspection.speeds();
  // Either of the lab's apps answers this without asking a server; another one has no such answer.
  const empty = stack.composition.own ? undefined : await send(`${stack.endpoints.app}/settings`);
  await using answering = await answerer();
  const generator = await send(answering.url);
  return { ...(empty !== undefined && { empty }), flush, incr, generator, ms: performance.now() - begun };
}

async function hitsPerSecond(url: string, { options }: Session, signal: AbortSignal): Promise<number> {
  const request = { url, method: "GET", durationSeconds: 0.2, connections: 20, timeoutSeconds: 5 };
  const naming = { hitIdPrefix: "speed", hitIdSecret: "speed" };
  const loadProcess = path.join(options.distFolder, "load.js");
  const report = await runLoad({ ...request, ...naming }, { loadProcess, signal, progress: () => {} });
  return report.requestsPerSecond;
}

/** In a thread of its own. The text must stand alone. */
const answering = `
const { createServer } = process.getBuiltinModule("node:net");
const { parentPort } = process.getBuiltinModule("node:worker_threads");
const answer = "HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: 11\\r\\n\\r\\n{\\"ok\\":true}";
const server = createServer((socket) => {
  socket.on("data", () => socket.write(answer)).on("error", () => {});
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

/** A server that answers everything, and does nothing else. */
async function answerer() {
  const worker = new Worker(answering, { eval: true });
  const port = await new Promise<unknown>((resolve, reject) => {
    worker.once("message", resolve).once("error", reject);
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      await worker.terminate();
    },
  };
}
