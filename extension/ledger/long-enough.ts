/** The one rule for ranking by speed, in seconds: a shorter run mostly measures the warm-up. */
export const rankableSeconds = 5;

export function isLongEnough({ durationMs }: { readonly durationMs: number }): boolean {
  return durationMs >= rankableSeconds * 1000;
}
