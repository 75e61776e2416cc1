import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { nodeEnvironment } from "../../../common/node-environment.ts";
import { checkerError } from "./errors.ts";
import type { History } from "./event.ts";
import { type Message, message, type Order } from "./messages.ts";

/** How long a check may think about one history, milliseconds. */
const patience = 5_000;
/** How long its process may take to start, without the student's code yet. */
const startsWithin = 60_000;
const megabytes = 256;

/** What the check says of a history; or that its process does not answer, or has ended. */
export type Answer =
  | Extract<Message, { says: "right" | "wrong" | "threw" | "returned" }>
  | { readonly says: "hangs"; readonly seconds: number }
  | { readonly says: "ended"; readonly ending: string };

interface CheckFile {
  readonly label: string;
  readonly source: string;
  readonly distFolder: string;
}

/** The student's check at work, in a process of its own that has no files, no network, and bounds in time and memory. */
export class Student {
  readonly #file: CheckFile;
  readonly #signal: AbortSignal;
  #child: ChildProcess | undefined;
  /** Node itself keeps its process from files and programs. */
  isolated = false;

  private constructor(file: CheckFile, signal: AbortSignal) {
    this.#file = file;
    this.#signal = signal;
  }

  /** @throws LabError `check-not-started`, `check-mistake`, `check-imports`, `check-missing`, `check-hangs`, `check-ended` */
  static async begin(file: CheckFile, signal: AbortSignal): Promise<Student> {
    const student = new Student(file, signal);
    try {
      await student.#begin();
      return student;
    } catch (error) {
      await student[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** After a process that hung or ended the next history meets a new one. */
  async ask(history: History): Promise<Answer> {
    if (!this.#child) await this.#begin();
    const answer = await this.#exchange({ history });
    switch (answer.says) {
      case "hangs":
      case "ended":
        await this[Symbol.asyncDispose]();
        return answer;
      case "right":
      case "wrong":
      case "threw":
      case "returned":
        return answer;
      default:
        throw new Error(`The process of the check says "${answer.says}" to a history.`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  }

  async #begin(): Promise<void> {
    const { distFolder, label: file, source } = this.#file;
    let up = await this.#start(permissions(distFolder));
    // Some programs that run as Node know its flags, and do not take them.
    if (up.says === "ended") up = await this.#start([]);
    if (up.says !== "up") throw checkerError("check-not-started", { seconds: startsWithin / 1000 });
    this.isolated = up.isolated;
    const said = await this.#exchange({ source });
    switch (said.says) {
      case "ready":
        return;
      case "mistake": {
        const place = said.line === undefined ? file : `${file}:${said.line}`;
        throw checkerError("check-mistake", { place, message: said.message });
      }
      case "imports":
        throw checkerError("check-imports", { file, specifier: said.specifier });
      case "hangs":
        throw checkerError("check-hangs", { file, seconds: said.seconds });
      case "ended":
        throw checkerError("check-ended", { file, ending: said.ending });
      default:
        throw checkerError("check-missing", { file });
    }
  }

  /** @returns its first words, before it has any of the student's code */
  async #start(flags: readonly string[]): Promise<Message | Answer> {
    this.#child = fork(path.join(this.#file.distFolder, "check-process.js"), [], {
      execPath: process.execPath,
      execArgv: [`--max-old-space-size=${megabytes}`, ...flags],
      env: { ...nodeEnvironment(), NODE_OPTIONS: "" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    return this.#exchange(undefined, startsWithin);
  }

  /** An order, if there is one, and what comes back. @throws what the signal was aborted with */
  async #exchange(order?: Order, within = patience): Promise<Message | Answer> {
    const child = this.#child;
    const late = AbortSignal.timeout(within);
    const over = AbortSignal.any([this.#signal, late]);
    this.#signal.throwIfAborted();
    const ending = child ? (child.signalCode ?? child.exitCode) : "it is gone";
    if (!child || ending !== null) return { says: "ended", ending: String(ending) };
    const heard = new AbortController();
    const options = { signal: AbortSignal.any([over, heard.signal]) };
    try {
      const answers = once(child, "message", options);
      const ends = once(child, "exit", options);
      // It may have died before: then its exit is the answer.
      if (order) child.send(order, () => {});
      const [first, second] = await Promise.race([answers, ends]);
      const answer = message.safeParse(first);
      return answer.success ? answer.data : { says: "ended", ending: second ?? `exit code ${first}` };
    } catch (error) {
      this.#signal.throwIfAborted();
      if (late.aborted) return { says: "hangs", seconds: within / 1000 };
      throw error;
    } finally {
      heard.abort();
    }
  }
}

/** It reads nothing but itself, where this Node can see to that: not the answers, which are beside it. */
function permissions(distFolder: string): string[] {
  const flag = ["--permission", "--experimental-permission"].find((each) =>
    process.allowedNodeEnvironmentFlags.has(each),
  );
  if (flag === undefined) return [];
  const own = [
    path.join(distFolder, "check-process.js"),
    path.join(distFolder, "app-types.js"),
    path.join(distFolder, "../package.json"),
  ];
  return [flag, "--allow-worker", ...own.map((file) => `--allow-fs-read=${file}`)];
}
