import { beforeDeadline } from "../../common/before-deadline.ts";

/** The part of a notebook cell's execution that the queue drives. */
export interface Execution {
  /** Aborts when the cell is to stop, whether it runs or waits. */
  readonly signal: AbortSignal;
  /** Aborts the signal. */
  cancel(): void;
  start(): void;
  /** True: a tick, false: a cross, undefined: neither. Must be called exactly once. */
  end(success: boolean | undefined): void;
}

/**
 * How a run ended: true when it succeeded, undefined when it was cancelled; `unexpected`: it ran, and something that
 * the step expects did not hold.
 */
export type RunEnd = boolean | "skipped" | "unexpected" | undefined;

/**
 * Runs executions strictly one after another. A batch that was added together stops at the first that fails or is
 * cancelled, and the rest of it ends without having run; a skipped one stops nothing, nor
 * does one that was not as expected. Later batches still run.
 */
export class RunQueue<E extends Execution> {
  readonly #run: (execution: E) => Promise<RunEnd>;
  readonly #open = new Set<E>();
  #tail: Promise<void> = Promise.resolve();

  /** @param run shows its own errors; a throw counts as a failure. It stops when the signal aborts. */
  constructor(run: (execution: E) => Promise<RunEnd>) {
    this.#run = run;
  }

  /** @returns when every execution of this batch has ended. */
  add(executions: readonly E[]): Promise<void> {
    const waiting = new WaitingRoom(executions);
    for (const execution of executions) this.#open.add(execution);
    const done = this.#tail
      .then(() => this.#runBatch(executions, waiting))
      .finally(() => {
        for (const execution of executions) this.#open.delete(execution);
      });
    this.#tail = done.catch(() => undefined);
    return done;
  }

  /** Cancels what runs and what waits. @returns when everything has ended and its work has stopped. */
  async cancelAll(): Promise<void> {
    for (const execution of this.#open) execution.cancel();
    await this.#tail;
  }

  async #runBatch(executions: readonly E[], waiting: WaitingRoom<E>): Promise<void> {
    for (const execution of executions) {
      if (!waiting.leave(execution)) continue;
      const success = await this.#runOne(execution);
      if (success === false || success === undefined) break;
    }
    waiting.dismiss();
  }

  async #runOne(execution: E): Promise<RunEnd> {
    let success: RunEnd = false;
    let work: Promise<RunEnd> | undefined;
    try {
      execution.start();
      work = this.#run(execution);
      success = await beforeDeadline(work, execution.signal);
    } catch {
      success = false;
    } finally {
      execution.end(success === "skipped" ? undefined : success === "unexpected" ? false : success);
    }
    // For the student the cell has ended, but the next one must not start while its work is still stopping.
    await work?.catch(() => undefined);
    return success;
  }
}

/** Executions that have not started. One that is cancelled while it waits ends at once. */
class WaitingRoom<E extends Execution> {
  readonly #waiting = new Map<E, () => void>();

  constructor(executions: readonly E[]) {
    for (const execution of executions) {
      const onAbort = () => this.leave(execution) && execution.end(undefined);
      this.#waiting.set(execution, onAbort);
      execution.signal.addEventListener("abort", onAbort, { once: true });
      if (execution.signal.aborted) onAbort();
    }
  }

  /** @returns false when it has left before. */
  leave(execution: E): boolean {
    const onAbort = this.#waiting.get(execution);
    if (!onAbort) return false;
    execution.signal.removeEventListener("abort", onAbort);
    return this.#waiting.delete(execution);
  }

  dismiss(): void {
    for (const execution of [...this.#waiting.keys()]) {
      if (this.leave(execution)) execution.end(undefined);
    }
  }
}
