import * as z from "zod";
import type { Inspection } from "../../inspection/inspection.ts";
import { atLeast, type Discrepancy } from "../discrepancy.ts";
import { count, list } from "../result-parts.ts";

/** Hits that were counted for another strategy during the run; reported only where hits of this one are lost. */
export const misplacedHits = list(z.object({ strategy: z.string(), hits: count }));
export type MisplacedHits = z.infer<typeof misplacedHits>;

/**
 * Watches the counters of other strategies: a copied strategy whose code still names the original counts there.
 * @returns a function that says which of them have grown since; those with workers of their own are left out, because they grow anyway
 */
export async function watchOtherCounters(
  inspection: Inspection,
  { workers }: { readonly workers: { isRunning(strategy: string): boolean } },
  strategy: string,
): Promise<() => Promise<MisplacedHits>> {
  const before = await inspection.stored();
  return async () => {
    const after = await inspection.stored();
    return [...after]
      .filter(([other]) => other !== strategy && !workers.isRunning(other))
      .map(([other, stored]) => ({ strategy: other, hits: stored - (before.get(other) ?? 0) }))
      .filter(({ hits }) => hits > 0);
  };
}

/** They are reported only where hits are lost, and only where there are some. */
export function checkMisplaced(elsewhere: MisplacedHits | undefined, lost: number): Discrepancy[] {
  if (!elsewhere?.length) return [];
  return [
    ...atLeast("lost", lost, 1),
    ...elsewhere.flatMap(({ hits }, index) => atLeast(`elsewhere.${index}.hits`, hits, 1)),
  ];
}
