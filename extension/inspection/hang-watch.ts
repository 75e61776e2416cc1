import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { LabError } from "../common/lab-error.ts";
import { isOutOfPorts } from "../stack/errors.ts";
import { ask, hangs, knowsWithin } from "./app-request.ts";
import { ownAppAt } from "./own-app/own-apps.ts";

/** While the app does something: how often it is asked what it knows by itself, and how long it may take then. */
const askEvery = 1_000;
export const stillAnswersWithin = knowsWithin - askEvery;
const lookEvery = 100;

/**
 * Asks the app again and again for what it knows by itself, until the signal fires.
 * @param isSilent false while it answers something else: then it does not hang, and is only slow
 * @throws LabError `app-hangs` once it does not answer any more, `stack-gone` once it cannot even be reached
 */
export async function watchForHang(app: string, until: AbortSignal, isSilent: () => boolean): Promise<void> {
  // There is nothing that an app which is not ours knows by itself.
  if (ownAppAt(app)) return;
  let reachedAt = performance.now();
  while (await passes(askEvery, until)) {
    const answered = new AbortController();
    const asked = ask(z.unknown(), app, "/strategies", { signal: until });
    let failure: unknown;
    void asked
      .catch((error) => {
        failure = error;
      })
      .then(() => answered.abort());
    const open = AbortSignal.any([until, answered.signal]);
    // As long as the question is open, the last hit may have been answered just before it.
    for (let wait = stillAnswersWithin; await passes(wait, open); wait = lookEvery) {
      if (isSilent()) throw hangs("GET /strategies", stillAnswersWithin);
    }
    if (!(failure instanceof LabError && failure.code === "stack-gone") || isOutOfPorts(failure))
      reachedAt = performance.now();
    else if (performance.now() - reachedAt >= stillAnswersWithin && isSilent() && !until.aborted)
      throw failure;
  }
}

/** @returns false when the signal fires before that time has passed */
async function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}

/** The same answer, but an error as soon as the app answers nothing at all: a loop in a strategy stops everything. */
export async function unlessItHangs<T>(
  app: string,
  signal: AbortSignal,
  answer: (signal: AbortSignal) => Promise<T>,
  isSilent = () => true,
): Promise<T> {
  const over = new AbortController();
  const hung = new AbortController();
  const watching = watchForHang(app, over.signal, isSilent).catch((error) => hung.abort(error));
  try {
    return await answer(AbortSignal.any([signal, hung.signal]));
  } finally {
    over.abort();
    await watching;
  }
}
