import { formatRate } from "../../drawing/format.ts";
import {
  type ClaimName,
  type Evidence,
  type Judgement,
  type RunFigures,
  shareForWrites,
} from "../../ledger/claims.ts";
import { rankableSeconds } from "../../ledger/long-enough.ts";
import { numberWords } from "../number-words.ts";

const { n, many } = numberWords("en");
const run = ({ run, strategy }: RunFigures) => `Run ${n(run)} (${strategy})`;
const percent = (part: number, whole: number) => `${n(Math.round((100 * part) / whole))} %`;
const rate = ({ requestsPerSecond }: RunFigures) => `${formatRate(requestsPerSecond, "en")} ok/s`;
const all = (...sentences: readonly (string | false | undefined)[]) => sentences.filter(Boolean).join(" ");

export interface ClaimWords {
  readonly said: string;
  /** What the runs show, from their own numbers. */
  readonly shown: (evidence: Evidence) => string;
  /** What to run first. */
  readonly missing: string;
}

const words: Readonly<Record<ClaimName, ClaimWords>> = {
  "most-fail": {
    said: "“50 requests at a time against 20 connections: most of them fail.”",
    shown: ({ crowd, pooled }) =>
      all(
        crowd && `${run(crowd)}: ${percent(crowd.failed, crowd.attempted)} refused.`,
        pooled &&
          `${run(pooled)}, ${n(pooled.connections)} at a time: none; there, requests wait for a connection.`,
      ),
    missing: "Run naive with 50 connections first.",
  },
  connections: {
    said: "“The counter is too low because of the connections.”",
    shown: ({ crowd, pooled }) =>
      all(
        crowd &&
          `${run(crowd)}: ${many(crowd.failed, "hit was", "hits were")} refused, and the clients know it; at least ${n(crowd.lost)} more were acknowledged and lost.`,
        pooled &&
          pooled.lost > 0 &&
          `${run(pooled)}: not one refusal, and still at least ${n(pooled.lost)} of ${n(pooled.ok)} lost.`,
      ),
    missing: "Run naive and pooled first.",
  },
  "redis-keeps-all": {
    said: "“With Redis in front, nothing is lost.”",
    shown: ({ killed, leaking, tight }) =>
      all(
        killed &&
          `${run(killed)}: Redis was killed, and at least ${n(killed.lost)} acknowledged hits with it.`,
        leaking &&
          `${run(leaking)}: at least ${n(leaking.lost)} acknowledged hits are gone, on the way out of Redis.`,
        tight && `${run(tight)}: none of ${n(tight.ok)}.`,
        leaking && tight && "What matters is how hits are moved out of Redis.",
      ),
    missing: "No run contradicts it, which proves nothing. Run buffered with processEvery.",
  },
  "not-for-writes": {
    said: "“PostgreSQL is not made for many writes.”",
    shown: ({ rows, buffer }) =>
      all(
        rows &&
          buffer &&
          `${run(rows)}, a row for every hit: ${rate(rows)}, ${percent(rows.requestsPerSecond, buffer.requestsPerSecond)} of ${rate(buffer)} through Redis (run ${n(buffer.run)}, ${buffer.strategy}); ${n(rows.connections)} connections and at least ${n(rankableSeconds)} s each. From ${percent(shareForWrites, 1)} on the claim counts as false.`,
      ),
    missing: `Run append and batched first, with the same connections, for at least ${n(rankableSeconds)} s each.`,
  },
  "all-ok": {
    said: "“Every answer is 200 OK, so all is well.”",
    shown: ({ silent, honest }) =>
      all(
        silent &&
          `${run(silent)}: ${n(silent.ok)} hits got 200 OK, but at least ${n(silent.lost)} of them were never stored.`,
        honest && `${run(honest)}: none of ${n(honest.ok)}.`,
      ),
    missing: "No run contradicts it, which proves nothing. Run pooled.",
  },
};

const judged: Readonly<Record<Judgement, string>> = {
  true: "true",
  "half-true": "half true",
  false: "false",
  "not-measured": "not measured yet",
};

export const en = {
  about: "Checks common claims against what your runs have measured.",
  values: {
    claims: "How many claims were judged.",
    judgement: "The judgement of the first claim.",
  },
  title: (yes: number, half: number, no: number, open: number) =>
    all(
      `By your own runs: ${n(yes)} true, ${n(half)} half true, ${n(no)} false`,
      open > 0 && `(${n(open)} not measured yet)`,
    ),
  caption: "Common claims, and what this machine has measured",
  said: "Common claim",
  judged: "Judgement",
  shown: "What your runs show",
  disturbed:
    "Other programs took a large part of the processor meanwhile: run these loads again on a quiet machine.",
  note: "“Nothing” and “every” are refuted by a single run; no number of runs proves them.",
  claims: words,
  judgements: judged,
  question: {
    question: "Which of these sentences would you still say, and with which words added?",
    answer:
      "Most of them are half of a true one. “Most requests fail *when each opens a connection of its own*.” “With Redis in front nothing is lost *as long as Redis keeps its data and each hit is moved out of it exactly once*.” “PostgreSQL is slow at *one commit per hit on one row*.” The missing half names the remedy.",
  },
};
