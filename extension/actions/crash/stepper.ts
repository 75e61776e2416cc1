import * as z from "zod";
import { cutMessage } from "../../inspection/answer-limits.ts";
import type { AppProgram, Stack } from "../../stack/stack.ts";
import { crashError } from "./errors.ts";

/** A worker that has come to no place by then never will. Milliseconds. */
export const patience = 120_000;

/** The lines that the stepper of an app prints. */
const said = z.union([
  z.object({ at: z.string(), file: z.string(), line: z.int() }),
  // The number that the strategy returned; null where it was none.
  z.object({
    processed: z
      .number()
      .nullable()
      .transform((moved) => moved ?? 0),
  }),
  z.object({
    failed: z.object({ code: z.string().transform(cutMessage), message: z.string().transform(cutMessage) }),
  }),
]);

/** Where a worker has stopped: at a failpoint, or at the end of its batch. */
export type Stop = z.infer<typeof said>;

/** A worker process that stands still at every failpoint, and can be killed there. */
export class Stepper {
  readonly #program: AppProgram;
  readonly #stops: Stops;

  private constructor(program: AppProgram, stops: Stops) {
    this.#program = program;
    this.#stops = stops;
  }

  static async start(stack: Pick<Stack, "run">, strategy: string): Promise<Stepper> {
    const stops = new Stops(() => crashError("stepper-stuck", { strategy, seconds: patience / 1000 }));
    const program = await stack.run({ file: "stepper", args: [strategy] }, (line) => stops.hear(line));
    void program.ended.then((how) => stops.end(crashError("stepper-ended", { strategy, how })));
    return new Stepper(program, stops);
  }

  /**
   * Begins a batch, or goes on with it, to the next failpoint or to its end.
   * @throws LabError `stepper-ended`, `stepper-stuck`
   */
  next(): Promise<Stop> {
    this.#program.write("process");
    return this.#stops.next();
  }

  /** The same, past every failpoint. */
  run(): Promise<Stop> {
    this.#program.write("run");
    return this.#stops.next();
  }

  /** A real SIGKILL; resolves with how the process ended when it is gone. */
  async kill(): Promise<string> {
    await this.#program.kill();
    return this.#program.ended;
  }
}

/** The stops that were reported and not yet asked for, or the caller that waits for the next one. */
class Stops {
  readonly #stuck: () => Error;
  readonly #heard: Stop[] = [];
  #waiting: PromiseWithResolvers<Stop> | undefined;
  #end: Error | undefined;

  /** @param stuck the error of a worker that prints nothing for too long */
  constructor(stuck: () => Error) {
    this.#stuck = stuck;
  }

  /** Lines that are no stop come from the strategy itself, which may print anything. */
  hear(line: string): void {
    const stop = parse(line);
    if (!stop) return;
    if (this.#waiting) this.#waiting.resolve(stop);
    else this.#heard.push(stop);
    this.#waiting = undefined;
  }

  end(error: Error): void {
    this.#end = error;
    this.#waiting?.reject(error);
  }

  async next(): Promise<Stop> {
    const heard = this.#heard.shift();
    if (heard) return heard;
    if (this.#end) throw this.#end;
    const waiting = Promise.withResolvers<Stop>();
    this.#waiting = waiting;
    const late = setTimeout(() => this.end(this.#stuck()), patience);
    return waiting.promise.finally(() => clearTimeout(late));
  }
}

function parse(line: string): Stop | undefined {
  try {
    return said.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
