import type { TracedRun } from "./explain/read-evidence.ts";
import type { LoadResult } from "./load/result.ts";
import type { Sent } from "./verdict/judge-run.ts";

/** A load of this lab: its result, and what it takes to judge it again later. */
export interface Run extends Omit<Sent, "strategy"> {
  readonly result: LoadResult;
  readonly startedAt: Date;
  /** Of a traced run. */
  readonly traced?: Omit<TracedRun, "result"> | undefined;
}
