export type Outdated = "edited" | "reset" | "restarted";

/** Why a result no longer shows how things are: the cell, or the stack, has changed since it was made. */
export function whyOutdated(
  result: { readonly madeAt: number; readonly isEdited: boolean; readonly ages: boolean },
  stack: { readonly startedAt: Date | undefined; readonly resetAt: Date | undefined } | undefined,
): Outdated | undefined {
  if (result.isEdited) return "edited";
  if (!result.ages) return undefined;
  const isAfter = (time: Date | undefined) => time !== undefined && time.getTime() > result.madeAt;
  if (isAfter(stack?.startedAt)) return "restarted";
  return isAfter(stack?.resetAt) ? "reset" : undefined;
}
