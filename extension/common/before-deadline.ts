/** A cancelled cell ends after this time even if its work has not stopped yet. */
const cancelDeadlineMs = 900;

/** The work's outcome, or undefined when it goes on for too long after the abort. */
export async function beforeDeadline<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  let giveUp = (): void => {};
  const late = new Promise<undefined>((resolve) => {
    giveUp = () => {
      timer = setTimeout(resolve, cancelDeadlineMs, undefined);
    };
    signal.addEventListener("abort", giveUp, { once: true });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
}
