import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import net, { isIPv4 } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { nodeEnvironment } from "../common/node-environment.ts";
import { SilenceWatch } from "../common/silence.ts";
import { loadError } from "./errors.ts";
import type {
  AutocannonReport,
  AutocannonRequest,
  LoadOptions,
  LoadProgress,
  LoadReport,
  LoadRequest,
} from "./load.ts";
import type { LoadMessage, LoadOrder } from "./load-process.ts";

/** How long the load process may take to exit before it is killed. */
const leaveWithinMs = 300;

const nothing = { attempted: 0, ok: 0, failed: 0, unknown: 0 };
const notYet: LoadProgress = { ...nothing, elapsedMs: 0, fraction: 0, answersPerSecond: 0, silentMs: 0 };

/**
 * Runs a load in a process of its own, which is gone when the promise settles.
 * The request's numbers are those of a cell, which its parameters' schema has checked.
 * @throws LabError when the address is not of this computer, nothing listens there, or the load process died;
 * AbortError, and no report, when the signal aborts
 */
export function runLoad(request: LoadRequest, options: LoadOptions): Promise<LoadReport> {
  return runInProcess({ by: "lab", request }, options);
}

/** The same by autocannon, as an independent second opinion. */
export function runAutocannon(request: AutocannonRequest, options: LoadOptions): Promise<AutocannonReport> {
  return runInProcess({ by: "autocannon", request }, options);
}

/** @typeParam Report what the load process answers such an order with */
async function runInProcess<Report extends LoadReport | AutocannonReport>(
  order: LoadOrder,
  options: LoadOptions,
): Promise<Report> {
  const { url } = order.request;
  if (!isLocal(url)) throw loadError("load-not-local", { url });
  stopIfAborted(options.signal);
  options.progress(notYet);
  await reach(url);
  stopIfAborted(options.signal);

  const child = fork(options.loadProcess, [], {
    execPath: process.execPath,
    // Flags of the parent, such as its debugger's port, are not for the child.
    execArgv: [],
    env: nodeEnvironment(),
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  try {
    return await reportOf(child, order, options);
  } finally {
    await end(child);
  }
}

/** The lab never loads someone else's server. `URL` has already turned 127.1 or 0x7f000001 into 127.0.0.1. */
function isLocal(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const local = hostname === "localhost" || hostname === "[::1]";
  return protocol === "http:" && (local || (isIPv4(hostname) && hostname.startsWith("127.")));
}

/** One connection without a hit, so that a server that is down causes one clear error. */
function reach(url: string): Promise<void> {
  const { host, hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port || 80), hostname.replace(/[[\]]/g, ""));
    socket.once("connect", () => {
      socket.destroy();
      resolve();
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.message;
      reject(loadError("load-server-unreachable", { host, code }, { cause: error }));
    });
  });
}

async function reportOf<Report extends LoadReport | AutocannonReport>(
  child: ChildProcess,
  order: LoadOrder,
  { signal, progress }: LoadOptions,
): Promise<Report> {
  const { promise, resolve, reject } = Promise.withResolvers<Report>();
  const abort = () => reject(abortError());
  signal.addEventListener("abort", abort, { once: true });
  const silence = new SilenceWatch(() => reject(loadError("load-process-hangs")));
  const lastWords = listen(child);

  // The child is load-process.ts, which sends only these messages.
  child.on("message", (message: LoadMessage) => {
    silence.hear();
    if (message.kind === "alive") return;
    // Its report is that of the order.
    if (message.kind === "done") return resolve(message.report as Report);
    try {
      if (!signal.aborted) progress(message.update);
    } catch (error) {
      reject(error);
    }
  });
  const died = (ending: string) => reject(loadError("load-process-died", { ending }, { cause: lastWords() }));
  child.on("error", (error) => died(error.message));
  child.once("close", (code, ending) => died(ending ?? `exit code ${code}`));
  // If the child is already dead, its "close" event reports that.
  child.send(order, () => {});
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", abort);
    silence.end();
  }
}

/** @returns a function that gives the end of what the child has written to its error stream */
function listen(child: ChildProcess): () => string {
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-2000);
  });
  return () => words;
}

/** A child exits by itself when its channel closes; one that is too busy to notice is killed. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  if (child.connected) child.disconnect();
  const late = new AbortController();
  const kill = delay(leaveWithinMs, undefined, { signal: late.signal }).then(
    () => child.kill("SIGKILL"),
    () => false,
  );
  await exited;
  late.abort();
  await kill;
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw abortError();
}

function abortError(): DOMException {
  return new DOMException("The load was cancelled.", "AbortError");
}
