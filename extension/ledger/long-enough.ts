/** The one rule for ranking by speed, in seconds: a shorter run mostly measures the warm-up. */
export const rankableSeconds = 5;

export function isLongEnough({ durationMs }: { readonly durationMs: number }): boolean {
  return durationMs >= rankableSeconds * 1000;
}

/** Other programs took a large part of the processor. The least that is known of a run's limit. */
export interface Limited {
  readonly limitedBy?: { readonly code: string } | undefined;
}

export function isDisturbed({ limitedBy }: Limited): boolean {
  return limitedBy?.code === "other-programs";
}

/** Disturbed runs only where there are not that many others: then they are better than nothing, and are marked. */
export function undisturbed<Run extends Limited>(runs: readonly Run[], atLeast = 1): readonly Run[] {
  const calm = runs.filter((run) => !isDisturbed(run));
  return calm.length >= atLeast ? calm : runs;
}

/** A trace makes a run slower by what its servers write down; clients that try again send another load. */
export function ranks(run: {
  readonly durationMs: number;
  readonly traced?: true | undefined;
  readonly retry?: object | undefined;
}): boolean {
  return isLongEnough(run) && !run.traced && !run.retry;
}
