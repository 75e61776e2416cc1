/** The same promise, but rejected as soon as the signal fires. What it gives after that is discarded. */
export async function orAbort<T>(
  work: Promise<T>,
  signal: AbortSignal,
  discard: (late: T) => unknown = () => undefined,
): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => {
    void work.then(discard).catch(() => undefined);
    reject(signal.reason);
  };
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
