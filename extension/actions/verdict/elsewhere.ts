import type { Inspection } from "../../inspection/inspection.ts";
import type { Elsewhere } from "../load/result.ts";
import type { Session } from "../session.ts";

/**
 * What is counted for other strategies from now on: a copied strategy whose code still names the original counts there.
 * @returns asks again what grew since; a strategy whose own workers are at work is left out, because it grows anyway
 */
export async function watchElsewhere(
  inspection: Inspection,
  { workers }: Session,
  strategy: string,
): Promise<() => Promise<Elsewhere[]>> {
  const before = await inspection.stored();
  return async () => {
    const after = await inspection.stored();
    return [...after]
      .filter(([other]) => other !== strategy && !workers.isRunning(other))
      .map(([other, stored]) => ({ strategy: other, hits: stored - (before.get(other) ?? 0) }))
      .filter(({ hits }) => hits > 0);
  };
}
