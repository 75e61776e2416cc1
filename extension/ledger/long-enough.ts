/** The one rule for ranking by speed, in seconds: a shorter run mostly measures the warm-up. */
export const rankableSeconds = 5;

export function isLongEnough({ durationMs }: { readonly durationMs: number }): boolean {
  return durationMs >= rankableSeconds * 1000;
}

/** A trace makes a run slower by what its servers write down; clients that try again send another load. */
export function ranks(run: {
  readonly durationMs: number;
  readonly traced?: true | undefined;
  readonly retry?: object | undefined;
}): boolean {
  return isLongEnough(run) && !run.traced && !run.retry;
}
