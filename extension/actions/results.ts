import type { Scalar } from "../common/condition.ts";
import type { JudgedClaim } from "../ledger/claims.ts";
import type { Counted, LogLine, StatementResult } from "../stack/stack.ts";
import type { GuaranteesResult } from "./compare/guarantees.ts";
import type { MatrixResult, StepResult } from "./crash/results.ts";
import type { CompareResult, LoadResult } from "./load/result.ts";
import type { PauseResult } from "./pause/pause.ts";
import type { ProcessResult } from "./process/result.ts";
import type { RecoverResult } from "./recover/recover.ts";
import type { ResetResult } from "./reset/reset.ts";
import type { StartResult } from "./start/result.ts";
import type { StopResult } from "./stop/stop.ts";
import type { WorkerResult } from "./worker/result.ts";

export type { Counted, Scalar, StatementResult };

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
  | GuaranteesResult
  | ClaimsResult
  | InterleaveResult
  | StepResult
  | MatrixResult
  | DiscussResult
  | RecoverResult
  | ResetResult
  | StopResult
  | TableResult;

export interface ShowResult {
  readonly action: "show";
  readonly strategy: string;
  /** Path of the file that really runs, relative to the lab's folder, with forward slashes. */
  readonly file: string;
  readonly source: string;
  /** True when the file was saved after the stack started: what runs is the older text. */
  readonly editedSinceStart: boolean;
}

export interface InspectResult {
  readonly action: "inspect";
  /** True: the lab has not started the servers, so it cannot read their log. */
  readonly attached: boolean;
  readonly counters: readonly ({ readonly strategy: string } & Counted)[];
  readonly connections: {
    readonly max: number;
    readonly reserved: number;
    /** Client connections of pg_stat_activity, by role and state ("active", "idle", "idle in transaction"…). */
    readonly byState: readonly { readonly role: string; readonly state: string; readonly count: number }[];
  };
  /** Lines that PostgreSQL and the app logged since the last load began; repeated ones once, with their count. */
  readonly log: readonly (LogLine & { readonly times: number })[];
}

export interface ClaimsResult {
  readonly action: "claims";
  readonly claims: readonly JudgedClaim[];
}

export const isolationLevels = ["read-committed", "repeatable-read", "serializable"] as const;
export type IsolationLevel = (typeof isolationLevels)[number];

export interface InterleaveResult {
  readonly action: "interleave";
  readonly strategy: string;
  readonly clients: number;
  /** True when each hit was put into one transaction. */
  readonly transaction: boolean;
  /** The one order that was asked for; null: every order was tried. */
  readonly order: string | null;
  readonly levels: Readonly<Partial<Record<IsolationLevel, Explored>>>;
  /** One order statement by statement: the one that was asked for, else the most telling. */
  readonly shown: ShownOrder;
  readonly durationMs: number;
}

/** The orders of one isolation level. An order may lose a hit and make another one wait. */
export interface Explored {
  readonly orders: number;
  /** Every hit was acknowledged and stored once. */
  readonly exact: number;
  /** A hit was acknowledged and is not stored. */
  readonly losing: number;
  /** More is stored than was acknowledged. */
  readonly doubling: number;
  /** A hit was refused. */
  readonly aborting: number;
  /** A statement waited for a lock. */
  readonly waiting: number;
  /** Why there may be more orders than these; null: these are all. */
  readonly cut: "orders" | "time" | null;
  readonly outcomes: readonly OrdersOutcome[];
}

/** Orders that ended alike. */
export interface OrdersOutcome {
  /** Acknowledged hits. */
  readonly ok: number;
  /** Refused hits by code. */
  readonly failures: Readonly<Record<string, number>>;
  readonly stored: number;
  readonly waited: boolean;
  /** Whose statement was sent at each place: `ABAB`. */
  readonly orders: readonly string[];
}

export interface ShownOrder extends Omit<OrdersOutcome, "orders"> {
  readonly level: IsolationLevel;
  readonly order: string;
  readonly steps: readonly InterleaveStep[];
}

/** A statement was sent, or one that had waited went on. */
export interface InterleaveStep {
  /** One letter. */
  readonly client: string;
  /** Null: the statement that it had sent before went on. */
  readonly statement: string | null;
  /** What it read or did; null while it waits for a lock. */
  readonly answer: string | null;
  /** The code of the refusal. */
  readonly error: string | null;
  /** Hits that were committed when all had come to rest after it; null where another step followed at once. */
  readonly stored: number | null;
}

export interface DiscussResult {
  readonly action: "discuss";
  /** Markdown. */
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
}

export interface TableResult {
  readonly action: "sql" | "redis";
  readonly statements: readonly StatementResult[];
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
