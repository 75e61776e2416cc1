import { alike, inEachLanguage, type Localized } from "../../../common/language.ts";
import { failureCode, failureTitle } from "../../../load/failure-codes.ts";
import { readEvidence } from "../../explain/read-evidence.ts";
import type { ExplainResult } from "../../explain/result.ts";
import type { Run } from "../../run.ts";
import type { Demand, Found, JudgedRun } from "../trial.ts";

/** Exceptions that a demand allows at the end of a run. */
interface May {
  /** Refused hits. */
  readonly refuse?: boolean;
  /** Hits in the buffer. */
  readonly wait?: boolean;
}

/** True to the ledger: every acknowledged hit is there once, and none too many. */
export function kept(ledger: JudgedRun, may: May = {}, run?: Run): Found {
  const { ok, attempted, failed, unknown, lost, duplicated, pending, claimed = 0 } = ledger;
  const found = (passed: boolean | null, code: Found["seen"]["code"], ...numbers: number[]): Found => ({
    passed,
    seen: { code, numbers },
    ledger,
    ...(passed === false && lost > 0 && run?.traced && { explained: explainedBy(run) }),
  });
  const refused = (passed: false | null): Found => {
    const { seen, ...rest } = found(passed, "refused", failed + unknown, attempted);
    const said = whyRefused(ledger);
    return { ...rest, seen: { ...seen, ...(said && { said }) } };
  };
  if (ledger.unread) return found(null, "unread");
  if (ledger.moving) return found(null, "moving");
  if (lost > 0 && duplicated > 0) return found(false, "lostAndDuplicated", lost, duplicated);
  if (lost > 0) return found(false, "lost", lost, ok);
  if (duplicated > 0) return found(false, "duplicated", duplicated);
  if ((ledger.unexpected ?? 0) > 0) return found(false, "unexpected", ledger.unexpected ?? 0);
  if (!may.refuse && failed + unknown > 0) return refused(false);
  // Where nothing was acknowledged, nothing was there to be kept.
  if (ok === 0 && failed + unknown > 0) return refused(null);
  if (claimed > 0) return found(false, "claimed", claimed);
  if (!may.wait && pending > 0) return found(false, "waiting", pending);
  return found(true, "kept", ok);
}

/** The exception of the strategy; without one, the most frequent refusal code with its meaning. */
function whyRefused({ exception, failures = {} }: JudgedRun): Localized | undefined {
  if (exception) return alike(exception.text);
  const [most] = Object.entries(failures).sort(([, a], [, b]) => b - a);
  return most && meaningOf(most[0]);
}

export function meaningOf(code: string): Localized {
  const { about } = failureCode(code);
  return inEachLanguage((language) => `${failureTitle(code)}: ${about[language]}`);
}

function explainedBy(run: Run): ExplainResult | undefined {
  if (!run.traced) return undefined;
  const { requestsPerSecond } = run.result;
  return {
    ...readEvidence({ ...run.traced, result: run.result }),
    price: { requestsPerSecond, untraced: null },
  };
}

/** A thousand hits from fifty clients are in PostgreSQL when they have their answers. */
export const storesTheSurge: Demand = async (trial) => {
  const run = await trial.load({ requests: 1000, connections: 50, trace: trial.traces });
  return kept(run.result, {}, run);
};

/** The numbers are drawn: an answer that fits one surge does not fit another. */
export const storesAnySurge: Demand = async (trial) => {
  const { random } = trial;
  for (const requests of [random.whole(3, 40), random.whole(200, 900)]) {
    const connections = Math.min(requests, random.whole(2, 60));
    const run = await trial.load({ requests, connections, trace: trial.traces });
    const found = kept(run.result, {}, run);
    if (!found.passed) return found;
  }
  return { passed: true, seen: { code: "keptAll", numbers: [] } };
};

/** While Redis stands still, longer than a command of the app waits for it, hits are stored all the same. */
export const needsNoRedis: Demand = async (trial) => {
  const pause = { service: "redis", after: 0, ms: 3_000 } as const;
  const run = await trial.load({ rate: 50, duration: 2, connections: 50, pause });
  return kept(run.result);
};

/** Hits answered before the app was killed are stored. */
export const survivesTheApp: Demand = async (trial) => {
  const fault = { kill: "app", after: trial.random.seconds(0.3, 1.5), recover: 0.2 } as const;
  const run = await trial.load({ duration: 2, connections: 20, fault });
  return kept(run.result, { refuse: true });
};
