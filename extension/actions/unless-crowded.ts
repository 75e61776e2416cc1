import { mostProcesses } from "../stack/crowd.ts";
import type { Lab } from "./define.ts";
import { sessionError } from "./errors.ts";

/**
 * The same work, but an error as soon as code of the student's has started too many processes: what was measured then
 * says nothing, and the next hit might start them again.
 * @throws LabError `too-many-processes`, once the app is back
 */
export async function unlessCrowded<T>(lab: Lab, work: (lab: Lab) => Promise<T>): Promise<T> {
  const { session } = lab;
  const crowded = new AbortController();
  let processes: number | undefined;
  const unsubscribe = session.stack?.onCrowd((crowd) => {
    processes ??= crowd.processes;
    crowded.abort();
  });
  const signal = AbortSignal.any([lab.signal, crowded.signal]);
  const [ended] = await Promise.allSettled([work({ ...lab, signal })]);
  unsubscribe?.();
  if (processes !== undefined) {
    await session.recover("app");
    throw sessionError("too-many-processes", { processes, most: mostProcesses });
  }
  if (ended.status === "rejected") throw ended.reason;
  return ended.value;
}
