/** What the client knows of a hit: answered 2xx, refused, or no answer that tells. */
export const outcomes = ["ok", "failed", "unknown"] as const;
export type Outcome = (typeof outcomes)[number];

/** The outcomes as clients saw them. Every attempted hit has exactly one, so attempted = ok + failed + unknown. */
export interface Outcomes {
  readonly attempted: number;
  /** Answered 2xx. */
  readonly ok: number;
  /** A definite refusal: the server answered no. It may have stored the hit all the same, which the ledger finds out. */
  readonly failed: number;
  /** No answer, or one that cannot say whether the hit was counted. */
  readonly unknown: number;
}
