import type { AllCounted } from "../inspection/counted.ts";
import type { Inspection } from "../inspection/inspection.ts";
import { sessionError } from "./errors.ts";

export interface ResetReport extends AllCounted {
  /** Strategies that have not emptied the buffer that only they can reach, and why. */
  readonly unforgotten: readonly { readonly strategy: string; readonly reason: string }[];
}

/**
 * Zeroes counters and buffers, and reads everything back.
 * @throws LabError `reset-did-not-hold` when something is not zero afterwards
 */
export async function resetServers(inspection: Inspection, signal: AbortSignal): Promise<ResetReport> {
  const failed = await inspection.reset(signal);
  const { counters, unanswered } = await inspection.allCounted();
  const known = [...counters, ...unanswered.map((each) => ({ ...each, pending: 0 }))];
  const left = known.filter(
    ({ strategy, stored, pending }) => stored !== 0 || (pending !== 0 && !Object.hasOwn(failed, strategy)),
  );
  if (left.length > 0) {
    throw sessionError("reset-did-not-hold", { strategies: left.map(({ strategy }) => strategy) });
  }
  const unforgotten = Object.entries(failed).map(([strategy, reason]) => ({ strategy, reason }));
  return { counters, unanswered, unforgotten };
}
