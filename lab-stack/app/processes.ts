// The app may run as several processes behind one port. What each has in its own memory must then be asked of all.
import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { type Refusal, Refused, refusalOf } from "./refusal.ts";

/** How many processes the app has. */
export const processes = Number(process.env.PROCESSES || 1);

/** To every process, or to one; the first process, in server.ts, passes them on. */
export type Message = Question | Answer;
interface Question {
  readonly question: string;
  readonly task: string;
  readonly strategy: string;
  /** The process that asks; filled in by the first one. */
  readonly from?: number;
}
interface Answer {
  /** The id of the question. */
  readonly answers: string;
  readonly to: number;
  readonly value?: unknown;
  readonly refusal?: Refusal;
}

type Task = (strategy: string) => Promise<unknown>;

/**
 * Makes a function that runs one of these tasks in every process of the app, and returns all results.
 * @param ofAll false for a strategy of which one process knows everything: then it runs in this process only
 */
export function askProcesses<Tasks extends Readonly<Record<string, Task>>>(
  tasks: Tasks,
  ofAll: (strategy: string) => boolean,
) {
  const waiting = new Map<string, (answer: Answer) => void>();
  if (cluster.isWorker) {
    process.on("message", async (message: Message) => {
      if ("answers" in message) waiting.get(message.answers)?.(message);
      else process.send?.({ answers: message.question, to: message.from, ...(await answerTo(message)) });
    });
  }

  async function answerTo({ task, strategy }: Question): Promise<Pick<Answer, "value" | "refusal">> {
    try {
      return { value: await tasks[task]?.(strategy) };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === "bug") console.error(error);
      return { refusal };
    }
  }

  return async <Name extends keyof Tasks & string>(task: Name, strategy = "") => {
    // Every process runs the same tasks, so the results have their types.
    type Results = Awaited<ReturnType<Tasks[Name]>>[];
    if (!cluster.isWorker || !ofAll(strategy)) return [await tasks[task]?.(strategy)] as Results;
    const question = randomUUID();
    const all = Promise.withResolvers<unknown[]>();
    const values: unknown[] = [];
    waiting.set(question, ({ value, refusal }) => {
      if (refusal) all.reject(new Refused(refusal));
      else if (values.push(value) === processes) all.resolve(values);
    });
    process.send?.({ question, task, strategy });
    try {
      return (await all.promise) as Results;
    } finally {
      waiting.delete(question);
    }
  };
}

/** Calls `stop` when the app is to end: on a signal, or when its parent has died. */
export function whenToldToStop(stop: (patienceMs: number) => void): void {
  process.on("SIGTERM", () => stop(6_000));
  process.on("SIGINT", () => stop(6_000));
  if (process.env.EXIT_WITH_STDIN !== "1") return;
  // The parent process holds the other end of stdin. When the parent dies, stdin closes and the app stops as well.
  process.stdin
    .resume()
    .on("error", () => {})
    .on("close", () => stop(2_000));
}
