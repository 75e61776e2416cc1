import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { nodeEnvironment } from "../common/node-environment.ts";
import { SilenceWatch } from "../common/silence.ts";
import {
  type ClientSide,
  openChannel,
  type StartedStack,
  type StartRequest,
  type SupervisorSide,
} from "./channel.ts";
import type { Crowd } from "./crowd.ts";
import { stackError } from "./errors.ts";
import { Leftovers } from "./leftovers.ts";
import type { AppProgram, EngineName, Operations, ProgramRequest, StackProgress } from "./stack.ts";

/** A supervisor that has not stopped its servers after this time never will. Milliseconds. */
const stopDeadline = 25_000;

/** Starts a supervisor, talks to it, and cleans up after it when it is killed. */
export class SupervisorClient {
  /** Resolves once nothing is left: undefined after `stop()`, else with what went wrong. */
  readonly ended: Promise<Error | undefined>;
  /** Each is told when code of the student's has started too many processes. */
  readonly onCrowd = new Set<(crowd: Crowd) => void>();
  readonly #child: ChildProcess;
  readonly #supervisor: ReturnType<typeof openChannel<SupervisorSide, ClientSide>>;
  readonly #leftovers = new Leftovers();
  readonly #programs = new Map<number, { onLine(line: string): void; ended(how: string): void }>();
  /** So that no two programs have the same number. */
  #count = 0;
  #failure: Error | undefined;
  #stopping = false;
  #isGone = false;
  #words = "";

  constructor(distFolder: string, progress: (update: StackProgress) => void) {
    this.#child = fork(join(distFolder, "supervisor.js"), {
      // A session of its own: Ctrl+C in the terminal reaches us, and we stop it in order.
      detached: true,
      execArgv: [],
      env: nodeEnvironment(),
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#supervisor = openChannel<SupervisorSide, ClientSide>(
      this.#child,
      {
        progress,
        owns: (leftover) => this.#leftovers.add(leftover),
        disowns: (leftover) => this.#leftovers.delete(leftover),
        crowded: (crowd) => {
          for (const tell of this.onCrowd) tell(crowd);
        },
        failed: (error) => {
          // What fails while it cleans up says less than why it does.
          this.#failure ??= error instanceof Error ? error : new Error(String(error));
        },
        programPrinted: (program, line) => this.#programs.get(program)?.onLine(line),
        programEnded: (program, how) => this.#programEnded(program, how),
        gone: () => {
          this.#isGone = true;
        },
      },
      {
        onRequest: async (request, send) => {
          if (this.#isGone || !this.#child.connected) throw this.#end();
          await (request.m === "alive" ? send() : this.#watched(send));
        },
      },
    );
    this.#child.stderr?.setEncoding("utf8").on("data", (words: string) => {
      this.#words = (this.#words + words).slice(-2_000);
    });
    this.ended = this.#watch();
  }

  /** Each is carried out in the supervisor. @throws what it throws there; that the stack has ended, if it has */
  get operations(): Operations {
    return this.#supervisor;
  }

  /** @throws what the supervisor says, or that it has ended; either way, once nothing is left */
  async start(engine: EngineName, request: StartRequest): Promise<StartedStack> {
    try {
      return await this.#supervisor.start(engine, request);
    } catch (error) {
      throw (await this.ended) ?? error;
    }
  }

  async run(request: ProgramRequest, onLine: (line: string) => void): Promise<AppProgram> {
    this.#count += 1;
    const program = this.#count;
    const ended = Promise.withResolvers<string>();
    this.#programs.set(program, { onLine, ended: ended.resolve });
    const end = async (how: "kill" | "end") => {
      // When the stack is gone, its programs are, too.
      await this.#supervisor.endProgram(program, how).catch(() => undefined);
      await ended.promise;
    };
    try {
      await this.#supervisor.runProgram(program, request);
    } catch (error) {
      this.#programs.delete(program);
      throw error;
    }
    return {
      write: (line) => void this.#supervisor.writeToProgram.asEvent(program, line),
      kill: () => end("kill"),
      end: () => end("end"),
      ended: ended.promise,
    };
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    void this.#supervisor.stop.asEvent();
    const insist = setTimeout(() => this.#child.kill("SIGKILL"), stopDeadline);
    await this.#watched(() => this.ended);
    clearTimeout(insist);
  }

  /** A call, with a watch on the supervisor for as long as it takes: one that hangs is killed, and what it ran removed. */
  async #watched(call: () => Promise<unknown>): Promise<void> {
    const silence = new SilenceWatch(() => {
      this.#failure ??= stackError("supervisor-hangs");
      this.#child.kill("SIGKILL");
    });
    const asking = setInterval(() => {
      void this.#supervisor.alive().then(
        () => silence.hear(),
        () => undefined,
      );
    }, 1_000);
    try {
      await call();
    } finally {
      clearInterval(asking);
      silence.end();
    }
  }

  #programEnded(program: number, how: string): void {
    this.#programs.get(program)?.ended(how);
    this.#programs.delete(program);
  }

  /** Why no call can be made any more. */
  #end(): Error {
    return this.#failure ?? new Error("The stack has ended.");
  }

  async #watch(): Promise<Error | undefined> {
    const how = await endOf(this.#child);
    this.#supervisor.$rejectPendingCalls(({ reject }) => reject(this.#end()));
    for (const program of [...this.#programs.keys()]) this.#programEnded(program, "SIGKILL");
    if (!this.#isGone) await this.#leftovers.remove();
    if (this.#stopping) return undefined;
    return this.#failure ?? stackError("supervisor-died", { how, words: this.#words.trim() });
  }
}

/** Its end and the end of its messages: some may still be on their way when it exits. */
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
