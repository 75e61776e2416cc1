import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { supervisorDied } from "./errors.ts";
import { Leftovers } from "./leftovers.ts";
import {
  type Answers,
  type FromSupervisor,
  fromPlain,
  type Question,
  type StartedStack,
  type StartRequest,
  type ToSupervisor,
} from "./protocol.ts";
import {
  type AppProgram,
  type Durability,
  type EngineName,
  type FaultSignal,
  type LogLine,
  type ProgramRequest,
  type ServiceName,
  type StackProgress,
  serviceNames,
} from "./stack.ts";

/** A supervisor that has not stopped its servers after so long never will. Milliseconds. */
const stopDeadline = 25_000;

/** The parent's end: starts a supervisor, talks to it, and cleans up after it when it is killed. */
export class SupervisorClient {
  /** Resolves once nothing is left: undefined after `stop()`, else with what went wrong. */
  readonly ended: Promise<Error | undefined>;
  /** As compose.yaml has it, until it is changed. */
  durability: Durability | null = "aof-everysec";
  readonly #child: ChildProcess;
  readonly #progress: (update: StackProgress) => void;
  readonly #leftovers = new Leftovers();
  readonly #started = Promise.withResolvers<StartedStack>();
  readonly #asked = new Map<number, PromiseWithResolvers<Answers[keyof Answers]>>();
  readonly #programs = new Map<number, { onLine(line: string): void; ended(how: string): void }>();
  /** So that no two questions and no two programs have the same number. */
  #count = 0;
  readonly #down = new Set<ServiceName>();
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
    if (engine === "attach") this.durability = null;
    this.#send({ type: "start", engine, ...request });
    const failed = this.ended.then((error) => {
      throw error ?? new DOMException("The stack was stopped while it started.", "AbortError");
    });
    return Promise.race([this.#started.promise, failed]);
  }

  async logs(since: Date): Promise<LogLine[]> {
    return this.#ask({ name: "logs", since: since.toISOString() }).catch(() => []);
  }

  async run(request: ProgramRequest, onLine: (line: string) => void): Promise<AppProgram> {
    this.#count += 1;
    const program = this.#count;
    const ended = Promise.withResolvers<string>();
    this.#programs.set(program, { onLine, ended: ended.resolve });
    const end = async (how: "kill" | "end") => {
      // When the stack is gone, its programs are, too.
      await this.#ask({ name: "end", program, how }).catch(() => undefined);
      await ended.promise;
    };
    try {
      await this.#ask({ name: "run", program, request });
    } catch (error) {
      this.#programs.delete(program);
      throw error;
    }
    return {
      write: (line) => this.#send({ type: "write", program, line }),
      kill: () => end("kill"),
      end: () => end("end"),
      ended: ended.promise,
    };
  }

  get down(): readonly ServiceName[] {
    return serviceNames.filter((service) => this.#down.has(service));
  }

  async kill(service: ServiceName, signal: FaultSignal): Promise<void> {
    const wasDown = this.#down.has(service);
    this.#down.add(service);
    try {
      await this.#ask({ name: "kill", service, signal });
    } catch (error) {
      // What was refused is not done.
      if (!wasDown) this.#down.delete(service);
      throw error;
    }
  }

  async recover(service: ServiceName): Promise<void> {
    await this.#ask({ name: "recover", service });
    this.#down.delete(service);
  }

  async setDurability(durability: Durability): Promise<void> {
    await this.#ask({ name: "durability", durability });
    this.durability = durability;
  }

  async pause(service: ServiceName, ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await this.#ask({ name: "freeze", service });
    try {
      const over = new AbortController();
      void this.ended.then(() => over.abort());
      await sleep(ms, undefined, { signal: AbortSignal.any([signal, over.signal]) });
    } finally {
      // A stack that is gone holds nothing frozen.
      await this.#ask({ name: "thaw", service }).catch(() => undefined);
    }
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
    else if (message.type === "line") this.#programs.get(message.program)?.onLine(message.line);
    else if (message.type === "ended") this.#programEnded(message.program, message.how);
    else this.#answered(message);
  }

  #programEnded(program: number, how: string): void {
    this.#programs.get(program)?.ended(how);
    this.#programs.delete(program);
  }

  /** @throws what the supervisor says; that it has ended, if it ends before it answers */
  async #ask<Name extends keyof Answers>(question: Question & { name: Name }): Promise<Answers[Name]> {
    if (this.#isGone || !this.#child.connected) throw this.#failure ?? new Error("The stack has ended.");
    this.#count += 1;
    const id = this.#count;
    const asked = Promise.withResolvers<Answers[keyof Answers]>();
    this.#asked.set(id, asked);
    this.#send({ type: "ask", id, question });
    // The supervisor answers the question that has this number: the type is the one that belongs to its name.
    return asked.promise as Promise<Answers[Name]>;
  }

  #answered(message: FromSupervisor & { type: "answer" | "refusal" }): void {
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if (message.type === "answer") asked?.resolve(message.answer);
    else asked?.reject(fromPlain(message.error));
  }

  async #end(): Promise<Error | undefined> {
    const how = await endOf(this.#child);
    for (const { reject } of this.#asked.values()) reject(this.#failure ?? new Error("The stack has ended."));
    for (const program of [...this.#programs.keys()]) this.#programEnded(program, "SIGKILL");
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
