import * as z from "zod";
import { cutMessage } from "../../inspection/answer-limits.ts";
import type { AppProgram, Stack } from "../../stack/stack.ts";
import type { Victim } from "../load/fault.ts";
import { count } from "../result-parts.ts";
import { workerError } from "./errors.ts";
import { batchError, type WorkerFigures } from "./result.ts";

/** The line that a worker of the app prints after each batch. */
const batchLine = z.object({
  durationMs: z.number(),
  /** The return value of the strategy: it may be anything. */
  processed: z.unknown().optional(),
  error: batchError.optional(),
});

interface Worker {
  readonly everySeconds: number;
  readonly program: AppProgram;
  figures: WorkerFigures;
}

/** The worker processes of a lab. They outlive the cell, and end with the stack. */
export class Workers {
  readonly #ofStrategy = new Map<string, Worker[]>();

  /** Ends the workers of a strategy in an orderly way and starts new ones. */
  async replace(stack: Stack, strategy: string, everySeconds: number, count: number): Promise<void> {
    await this.end(strategy);
    const started = await Promise.all(
      Array.from({ length: count }, () => startWorker(stack, strategy, everySeconds)),
    );
    if (started.length > 0) this.#ofStrategy.set(strategy, started);
  }

  figuresOf(strategy: string): WorkerFigures[] {
    return (this.#ofStrategy.get(strategy) ?? []).map(({ figures }) => figures);
  }

  isRunning(strategy: string): boolean {
    return this.figuresOf(strategy).some(({ ended }) => ended === null);
  }

  /** One of the workers of a strategy. @throws LabError `no-worker` */
  victim(stack: Stack, strategy: string): Victim {
    const workers = this.#ofStrategy.get(strategy) ?? [];
    const worker = workers.find(({ figures }) => figures.ended === null);
    if (!worker) throw workerError("no-worker", { strategy });
    return {
      kill: (signal) => (signal === "SIGKILL" ? worker.program.kill() : worker.program.end()),
      recover: async () => {
        workers.push(await startWorker(stack, strategy, worker.everySeconds));
      },
    };
  }

  /** Resolves when each has finished its current batch. */
  async end(strategy: string): Promise<void> {
    const workers = this.#ofStrategy.get(strategy) ?? [];
    this.#ofStrategy.delete(strategy);
    await Promise.all(workers.map(({ program }) => program.end()));
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.#ofStrategy.keys()].map((strategy) => this.end(strategy)));
  }
}

async function startWorker(stack: Stack, strategy: string, everySeconds: number): Promise<Worker> {
  const figures: WorkerFigures = { batches: 0, processed: 0, failed: 0, lastError: null, ended: null };
  let worker: Worker | undefined;
  const program = await stack.run({ file: "worker", args: [strategy, String(everySeconds)] }, (line) => {
    if (worker) worker.figures = withBatch(worker.figures, line);
  });
  worker = { everySeconds, program, figures };
  void program.ended.then((how) => {
    if (worker) worker.figures = { ...worker.figures, ended: how };
  });
  return worker;
}

export function withBatch(figures: WorkerFigures, line: string): WorkerFigures {
  const batch = batchIn(line);
  if (!batch) return figures;
  const { batches, processed, failed, lastError } = figures;
  const moved = count.safeParse(batch.processed).data;
  const error = batch.error
    ? cutError(batch.error)
    : moved === undefined
      ? noCount(batch.processed)
      : undefined;
  return {
    ...figures,
    batches: batches + 1,
    processed: processed + (moved ?? 0),
    failed: failed + (error ? 1 : 0),
    lastError: error ?? lastError,
  };
}

function cutError({ code, message, thrown }: z.infer<typeof batchError>): z.infer<typeof batchError> {
  return {
    code: cutMessage(code),
    message: cutMessage(message),
    ...(thrown !== undefined && { thrown: cutMessage(thrown) }),
  };
}

function noCount(returned: unknown): z.infer<typeof batchError> {
  const what = cutMessage(JSON.stringify(returned) ?? "nothing");
  return { code: "app-answer", message: `process returned ${what} instead of the number of hits` };
}

/** A strategy may print anything else, too; such a line is no batch. */
function batchIn(line: string): z.infer<typeof batchLine> | undefined {
  try {
    return batchLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
