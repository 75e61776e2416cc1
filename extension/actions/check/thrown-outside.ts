import { explained, LabError } from "../../common/lab-error.ts";
import type { Lab } from "../define.ts";
import { takeUp } from "../exercises/take-up.ts";
import { runningSource } from "../strategies/source.ts";
import type { DemandResult } from "./result.ts";

/**
 * An exception that nobody catches takes a strategy out of service: that is what this demand has found, and the next one
 * gets an app that was started anew.
 */
export async function orThrownOutside(
  lab: Lab,
  strategy: string,
  result: DemandResult,
): Promise<DemandResult> {
  const thrown = await runningSource(lab.session, strategy, lab.signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  lab.signal.throwIfAborted();
  if (!(thrown instanceof LabError) || thrown.code !== "strategy-does-not-load") return result;
  await takeUp(lab, strategy);
  return { ...result, passed: false, seen: { code: "thrown", numbers: [], said: explained(thrown) } };
}
