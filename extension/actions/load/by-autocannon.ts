import type { AutocannonReport, LoadReport } from "../../load/load.ts";

/** Figures that only the lab's own generator has. */
export type OwnFigures = "outcomeOf" | "firstOf" | "startedAt" | "okMeanMs";

/**
 * A load by autocannon as an account of its hits. All that it knows of an answer is the status, and a server may refuse
 * a hit and have stored it: whatever is not 2xx is unknown.
 */
export function asAccount(report: AutocannonReport): Omit<LoadReport, OwnFigures> {
  const { sent, ok, non2xx, durationMs, requestsPerSecond, latencyMs, generator } = report;
  const unanswered = Math.max(0, sent - ok - non2xx);
  return {
    attempted: ok + non2xx + unanswered,
    ok,
    failed: 0,
    unknown: non2xx + unanswered,
    durationMs,
    requestsPerSecond,
    latencyMs,
    latencyBuckets: [],
    samples: [],
    failures: {
      ...(non2xx > 0 && { "status-only": non2xx }),
      ...(unanswered > 0 && { "no-answer": unanswered }),
    },
    generator,
  };
}
