import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { childrenOf, descendantsOf, signalAll } from "./children.ts";
import type { Crowd } from "./crowd.ts";
import { onLines } from "./lines.ts";
import { beginningOf } from "./process-state.ts";
import { ServerLog } from "./server-log.ts";
import type { ServiceName } from "./stack.ts";

export interface ServerProgram {
  readonly service: ServiceName;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The user that it runs as, where that is not our own. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Written to its standard input, which is then closed. Without it, standard input stays open. */
  readonly input?: string;
  /** Asks the process to end; by default SIGTERM. */
  readonly end?: (child: ChildProcess) => void;
  /** How long it may take to end when asked, milliseconds. */
  readonly endsWithin: number;
  /** True for code of students: whatever it has started ends with it. */
  readonly withChildren?: boolean;
  /** Behind a fence, whose own processes let no signal but SIGKILL through. */
  readonly isFenced?: boolean;
  /** Sees each line of standard output first; true keeps it out of the log. */
  readonly takeLine?: (line: string) => boolean;
}

/** How long an orderly end may take, milliseconds. The app needs 6 s where a hit hangs. */
const orderlyEnd = 8_000;

/** A server that runs, with what it has written. */
export class ServerProcess {
  readonly service: ServiceName;
  readonly log: ServerLog;
  /** Undefined when the program could not be started at all. */
  readonly pid: number | undefined;
  /** How it ended, once it has: `exit code 1`, `SIGKILL`, or why it could not be started. */
  readonly ended: Promise<string>;
  /** Why the lab itself has ended it. */
  crowd: Crowd | undefined;
  readonly #program: ServerProgram;
  readonly #child: ChildProcess;
  #children: readonly { readonly pid: number; readonly began: string | undefined }[] = [];

  constructor(program: ServerProgram) {
    this.#program = program;
    this.service = program.service;
    this.log = new ServerLog(program.service);
    this.#child = spawn(program.command, program.args, {
      cwd: program.cwd,
      env: program.env,
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
      // A group of its own, which its children are in as well.
      detached: program.withChildren === true && process.platform !== "win32",
      ...program.user,
    });
    this.pid = this.#child.pid;
    this.ended = endOf(this.#child).then((how) => {
      if (program.withChildren) this.#endChildren();
      return how;
    });
    this.#read();
  }

  #read(): void {
    const { stdin, stdout, stderr } = this.#child;
    const { input, takeLine } = this.#program;
    // A server that ended before it read everything breaks the pipe; `ended` reports its end.
    stdin?.on("error", () => undefined);
    if (input !== undefined) stdin?.end(input);
    if (stdout) {
      onLines(stdout, (line) => {
        if (!takeLine?.(line)) this.log.add(line);
      });
    }
    if (stderr) onLines(stderr, (line) => this.log.add(line));
  }

  /** Writes a line to its standard input, unless it has ended. */
  write(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** By default ends it at once, as a crash would. Waits until it is gone; SIGKILL follows if that takes long. */
  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (this.pid === undefined) return;
    await this.#noteChildren();
    await this.#send(signal);
    this.#thaw();
    const insist = setTimeout(() => this.#child.kill("SIGKILL"), orderlyEnd);
    await this.ended;
    clearTimeout(insist);
  }

  async #send(signal: NodeJS.Signals): Promise<void> {
    if (this.pid === undefined || !this.#program.isFenced || signal === "SIGKILL") this.#child.kill(signal);
    // The fence is a program and its shell; the shell has started what stands within.
    else for (const shell of await childrenOf(this.pid)) signalAll(await childrenOf(shell), signal);
  }

  /** Children that have left the group can be found only while their parent is there. */
  async #noteChildren(): Promise<void> {
    if (!this.#program.withChildren || this.pid === undefined) return;
    const pids = await descendantsOf(this.pid).catch(() => []);
    this.#children = pids.map((pid) => ({ pid, began: beginningOf(pid) }));
  }

  #endChildren(): void {
    if (this.pid === undefined || process.platform === "win32") return;
    const left = this.#children.filter(({ pid, began }) => began !== undefined && beginningOf(pid) === began);
    // The negative number is the whole group.
    signalAll([-this.pid, ...left.map(({ pid }) => pid)], "SIGKILL");
  }

  /** A process that stands still, because someone has stopped it, would not notice the signal. */
  #thaw(): void {
    if (process.platform !== "win32") this.#child.kill("SIGCONT");
  }

  /** Asks it to end, kills it if it does not, and waits until it is gone. */
  async end(): Promise<void> {
    if (this.pid === undefined) return;
    await this.#noteChildren();
    this.#child.stdin?.end();
    if (this.#program.end) this.#program.end(this.#child);
    else await this.#send("SIGTERM");
    this.#thaw();
    const insist = setTimeout(() => this.#child.kill("SIGKILL"), this.#program.endsWithin);
    await this.ended;
    clearTimeout(insist);
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  const closed = once(child, "close").catch(() => undefined);
  const how = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  // Its last lines may still be in the pipe; children that outlive it for a moment keep the pipe open.
  await Promise.race([closed, sleep(300, undefined, { ref: false })]);
  return how;
}
