/** What has happened to the stack since a result was made, if that makes it an old one. */
export function whyStale(
  madeAt: number,
  { startedAt, resetAt }: { readonly startedAt: Date | undefined; readonly resetAt: Date | undefined },
): "reset" | "restarted" | undefined {
  if (startedAt && startedAt.getTime() > madeAt) return "restarted";
  return resetAt && resetAt.getTime() > madeAt ? "reset" : undefined;
}
