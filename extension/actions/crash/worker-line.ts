import type { Stack } from "../../stack/stack.ts";
import { Stepper } from "./stepper.ts";

/** One worker after another: each dies before the next one starts, and the last when all is over or cancelled. */
export class WorkerLine {
  readonly #stack: Stack;
  readonly #strategy: string;
  readonly #signal: AbortSignal;
  #worker: Stepper | undefined;
  #gone: Promise<string | undefined> = Promise.resolve(undefined);
  /** How many there have been. */
  count = 0;

  constructor(stack: Stack, strategy: string, signal: AbortSignal) {
    this.#stack = stack;
    this.#strategy = strategy;
    this.#signal = signal;
  }

  async start(): Promise<Stepper> {
    this.#signal.throwIfAborted();
    this.#worker = await Stepper.start(this.#stack, this.#strategy);
    this.count += 1;
    if (this.#signal.aborted) await this.kill();
    this.#signal.throwIfAborted();
    return this.#worker;
  }

  /** Kills the one that runs, if one does; resolves with how it ended when it is gone. */
  kill(): Promise<string | undefined> {
    if (this.#worker) this.#gone = this.#worker.kill();
    this.#worker = undefined;
    return this.#gone;
  }
}

/** @throws AbortError at once when the signal fires, whatever a worker is doing. Afterwards none is left. */
export async function withWorkers<T>(
  stack: Stack,
  strategy: string,
  signal: AbortSignal,
  work: (workers: WorkerLine) => Promise<T>,
): Promise<T> {
  const workers = new WorkerLine(stack, strategy, signal);
  const cancel = () => void workers.kill();
  signal.addEventListener("abort", cancel);
  try {
    return await work(workers);
  } catch (error) {
    // Work that a cancel has interrupted is no failure.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    await workers.kill();
  }
}
