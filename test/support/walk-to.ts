import type { Stepper } from "../../extension/actions/crash/stepper.ts";

/** Begins a batch, or goes on with it, until the worker stands at that place. */
export async function walkTo(place: string, worker: Stepper): Promise<void> {
  for (;;) {
    const stop = await worker.next();
    if (!("at" in stop)) throw new Error(`It never came to ${place}: ${JSON.stringify(stop)}`);
    if (stop.at === place) return;
  }
}
