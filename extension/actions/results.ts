import type { Scalar } from "../common/condition.ts";
import type { Localized } from "../common/language.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Counted, Durability, EngineName } from "../stack/stack.ts";
import type { ClaimsResult } from "./claims/result.ts";
import type { CompareResult } from "./compare/result.ts";
import type { DiscussResult } from "./discuss/discuss.ts";
import type { InspectResult } from "./inspect/result.ts";
import type { InterleaveResult } from "./interleave/result.ts";
import type { Elsewhere, Environment, LoadResult } from "./load/result.ts";
import type { MatrixResult } from "./matrix/result.ts";
import type { RecoverResult } from "./recover/recover.ts";
import type { ShowResult } from "./show/result.ts";
import type { TableResult } from "./statements/result.ts";
import type { StepResult } from "./step/result.ts";

export type { Counted, Scalar };

/** What an action returns: plain data (it goes through JSON), no words that depend on the language of the reader. */
export type Result =
  | StartResult
  | ShowResult
  | LoadResult
  | ProcessResult
  | WorkerResult
  | PauseResult
  | InspectResult
  | CompareResult
  | ClaimsResult
  | InterleaveResult
  | StepResult
  | MatrixResult
  | DiscussResult
  | RecoverResult
  | ResetResult
  | StopResult
  | TableResult;

export interface StartResult {
  readonly action: "start";
  readonly environment: Environment;
  readonly appUrl: string;
  /** True when the stack was running before the cell. */
  readonly alreadyRunning: boolean;
  readonly startedInMs: number;
  /** How Redis keeps its data; null: the lab has not started it. */
  readonly durability: Durability | null;
  /** Where that time went, in order. */
  readonly startParts: readonly { readonly name: string; readonly ms: number }[];
  readonly connections: { readonly max: number; readonly reserved: number };
  readonly strategies: readonly { readonly name: string; readonly about: Localized }[];
}

export interface ProcessResult {
  readonly action: "process";
  readonly strategy: string;
  /** Hits that the app says it moved into PostgreSQL. */
  readonly processed: number;
  /** How many calls of "process" ran at the same time. */
  readonly atOnce: number;
  readonly durationMs: number;
  readonly before: Counted;
  readonly after: Counted;
  /** The counter in PostgreSQL and the buffer after the step (as `after`). */
  readonly stored: number;
  readonly pending: number;
  /** The last load of this strategy, judged again now; null when there was none since the reset. */
  readonly ledger: (Ledger & { readonly run: number }) | null;
  readonly elsewhere?: readonly Elsewhere[];
}

/** What a worker has done since it was started. */
export interface WorkerFigures {
  readonly batches: number;
  /** Hits that it says it has moved. */
  readonly processed: number;
  /** Batches that did not succeed. */
  readonly failed: number;
  readonly lastError: { readonly code: string; readonly message: string } | null;
  /** How it ended, when nobody had asked it to; null: it runs. */
  readonly ended: string | null;
}

export interface WorkerResult {
  readonly action: "worker";
  readonly strategy: string;
  readonly everySeconds: number;
  readonly workers: readonly WorkerFigures[];
  /** The sum over the workers. */
  readonly moved: number;
  /** At the end of the watch. */
  readonly stored: number;
  readonly pending: number;
  /** The strategy's counter and buffer while they were watched. */
  readonly samples: readonly ({ readonly atMs: number } & Counted)[];
}

/** A freeze of a server while nothing else is measured. */
export interface PauseResult {
  readonly action: "pause";
  readonly service: "app";
  /** What was asked for. */
  readonly ms: number;
  /** Until it ran again. */
  readonly frozenMs: number;
  /** The longest wait of a request that was sent meanwhile. */
  readonly slowestMs: number;
}

export interface ResetResult {
  readonly action: "reset";
  /** Read back from the servers after the reset; all zero, or the reset has failed. */
  readonly counters: readonly ({ readonly strategy: string } & Counted)[];
  readonly forgottenRuns: number;
}

export interface StopResult {
  readonly action: "stop";
  /** The engine that was stopped; null when nothing ran. */
  readonly engine: EngineName | null;
}

/** A result together with what the cell's author predicted and expected of it. */
export interface CellReport {
  readonly result: Result;
  readonly predicted: readonly {
    readonly key: string;
    readonly guess: Scalar;
    readonly got: Scalar | null;
  }[];
  readonly expected: readonly ExpectedValue[];
}

export interface ExpectedValue {
  readonly key: string;
  /** The condition as its author wrote it: `1000`, `"> 0"`, `"= ok"`. */
  readonly want: Scalar;
  readonly got: Scalar | null;
  readonly held: boolean;
}
