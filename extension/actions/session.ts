import type { Counted, LoadResult } from "../results/results.ts";
import type { Inspection } from "../stack/inspection.ts";
import type { EngineChoice, Stack, StackOptions } from "../stack/stack.ts";

export interface SessionOptions
  extends Pick<StackOptions, "stackFolder" | "storageFolder" | "distFolder" | "keepData"> {
  readonly engine: EngineChoice;
}

/** A load of this lab: its result, and what the counters said before it. */
export interface Run {
  readonly result: LoadResult;
  readonly baseline: Counted;
  readonly startedAt: Date;
}

/** One lab folder at work: its stack, when one runs, and the runs so far. Every cell of the lab shares it. */
export interface Session {
  readonly options: SessionOptions;
  readonly stack: Stack | undefined;
  readonly inspection: Inspection | undefined;
  readonly runs: readonly Run[];
}
