import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { supervisorDied } from "./errors.ts";
import { Leftovers } from "./leftovers.ts";
import {
  type FromSupervisor,
  fromPlain,
  type StartedStack,
  type StartRequest,
  type ToSupervisor,
} from "./protocol.ts";
import type { EngineName, LogLine, StackProgress } from "./stack.ts";

/** A supervisor that has not stopped its servers after so long never will. Milliseconds. */
const stopDeadline = 25_000;

/** The parent's end: starts a supervisor, talks to it, and cleans up after it when it is killed. */
export class SupervisorClient {
  /** Resolves once nothing is left: undefined after `stop()`, else with what went wrong. */
  readonly ended: Promise<Error | undefined>;
  readonly #child: ChildProcess;
  readonly #progress: (update: StackProgress) => void;
  readonly #leftovers = new Leftovers();
  readonly #started = Promise.withResolvers<StartedStack>();
  readonly #logRequests = new Map<number, (lines: LogLine[]) => void>();
  #failure: Error | undefined;
  #stopping = false;
  #isGone = false;
  #words = "";

  constructor(distFolder: string, progress: (update: StackProgress) => void) {
    this.#progress = progress;
    this.#child = fork(join(distFolder, "supervisor.js"), {
      // A session of its own: Ctrl+C in the terminal reaches us, and we stop it in order.
      detached: true,
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.on("message", (message: FromSupervisor) => this.#receive(message));
    this.#child.stderr?.setEncoding("utf8").on("data", (words: string) => {
      this.#words = (this.#words + words).slice(-2_000);
    });
    this.ended = this.#end();
  }

  /** @throws what the supervisor says, or that it has ended */
  async start(engine: EngineName, request: StartRequest): Promise<StartedStack> {
    this.#send({ type: "start", engine, ...request });
    const failed = this.ended.then((error) => {
      throw error ?? new DOMException("The stack was stopped while it started.", "AbortError");
    });
    return Promise.race([this.#started.promise, failed]);
  }

  async logs(since: Date): Promise<LogLine[]> {
    if (this.#isGone || !this.#child.connected) return [];
    const request = this.#logRequests.size === 0 ? 1 : Math.max(...this.#logRequests.keys()) + 1;
    const answer = new Promise<LogLine[]>((resolve) => this.#logRequests.set(request, resolve));
    this.#send({ type: "logs", request, since: since.toISOString() });
    return answer;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#send({ type: "stop" });
    const insist = setTimeout(() => this.#child.kill("SIGKILL"), stopDeadline);
    await this.ended;
    clearTimeout(insist);
  }

  #receive(message: FromSupervisor): void {
    if (message.type === "progress") this.#progress(message.update);
    else if (message.type === "owns") this.#leftovers.add(message.leftover);
    else if (message.type === "disowns") this.#leftovers.delete(message.leftover);
    else if (message.type === "started") this.#started.resolve(message);
    else if (message.type === "failed") this.#failure = fromPlain(message.error);
    else if (message.type === "gone") this.#isGone = true;
    else {
      this.#logRequests.get(message.request)?.([...message.lines]);
      this.#logRequests.delete(message.request);
    }
  }

  async #end(): Promise<Error | undefined> {
    const how = await endOf(this.#child);
    for (const answer of this.#logRequests.values()) answer([]);
    if (!this.#isGone) await this.#leftovers.remove();
    if (this.#stopping) return undefined;
    return this.#failure ?? supervisorDied(how, this.#words.trim());
  }

  #send(message: ToSupervisor): void {
    // A supervisor that is gone needs no message; that it is gone is seen in `ended`.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}

/** Its end and the end of what it had to say: messages may still be on their way when it exits. */
async function endOf(child: ChildProcess): Promise<string> {
  const disconnected = child.connected ? once(child, "disconnect") : undefined;
  return new Promise((resolve) => {
    child.once("error", (error) => {
      if (child.pid === undefined) resolve(error.message);
    });
    child.once("exit", async (code, signal) => {
      if (child.connected) await disconnected;
      resolve(signal ?? `exit code ${code}`);
    });
  });
}
