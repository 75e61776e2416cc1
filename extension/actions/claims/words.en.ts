import { formatRate } from "../../drawing/format.ts";
import type { ClaimName, Evidence, Judgement, RunFigures } from "../../ledger/claims.ts";
import { numberWords } from "../number-words.ts";

const { n } = numberWords("en");
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
          `${run(crowd)}: ${n(crowd.failed)} were refused and knew it; another ${n(crowd.lost)} at least were acknowledged and lost.`,
        pooled &&
          pooled.lost > 0 &&
          `${run(pooled)}: not one refusal, and still at least ${n(pooled.lost)} of ${n(pooled.ok)} lost.`,
      ),
    missing: "Run naive and pooled first.",
  },
  "redis-keeps-all": {
    said: "“Redis loses nothing.”",
    shown: ({ killed, leaking, tight }) =>
      all(
        killed &&
          `${run(killed)}: Redis was killed, and at least ${n(killed.lost)} acknowledged hits with it.`,
        leaking &&
          `${run(leaking)}: at least ${n(leaking.lost)} acknowledged hits are gone, on the way out of Redis.`,
        tight && `${run(tight)}: none of ${n(tight.ok)}.`,
        leaking && tight && "It is the moving that must be right.",
      ),
    missing: "Run buffered and batched with processEvery first.",
  },
  "not-for-writes": {
    said: "“PostgreSQL is not made for many writes.”",
    shown: ({ single, shared, fastest }) =>
      all(
        single &&
          fastest &&
          `${run(single)}: ${rate(single)}, ${percent(single.requestsPerSecond, fastest.requestsPerSecond)} of the fastest through Redis.`,
        shared &&
          fastest &&
          `${run(shared)}, no Redis at all: ${rate(shared)}, ${percent(shared.requestsPerSecond, fastest.requestsPerSecond)} of ${rate(fastest)} (run ${n(fastest.run)}, ${fastest.strategy}).`,
        shared && "One write for many hits is what helps.",
      ),
    missing: "Run atomic, coalesced and batched for 5 seconds each first.",
  },
  "all-ok": {
    said: "“Every answer is 200 OK, so all is well.”",
    shown: ({ silent, honest }) =>
      silent
        ? `${run(silent)}: ${n(silent.ok)} times 200 OK, and at least ${n(silent.lost)} of those hits are nowhere.`
        : all(honest && `${run(honest)}: ${n(honest.ok)} times 200 OK, and the ledger closes.`),
    missing: "Run pooled first.",
  },
};

const judged: Readonly<Record<Judgement, string>> = {
  true: "true",
  "half-true": "half true",
  false: "false",
  "not-measured": "not measured yet",
};

export const en = {
  about: "Puts what is often said about all this beside what your runs have measured.",
  values: {
    claims: "How many claims were judged.",
    judgement: "The judgement of the first claim.",
  },
  title: (yes: number, half: number, no: number, open: number) =>
    all(
      `By your own runs: ${n(yes)} true, ${n(half)} half true, ${n(no)} false`,
      open > 0 && `(${n(open)} not measured yet)`,
    ),
  caption: "What is often said, and what this machine has measured",
  said: "What one hears",
  judged: "Judgement",
  shown: "What your runs show",
  claims: words,
  judgements: judged,
  question: {
    question: "Which of these sentences would you still say, and with which words added?",
    answer:
      "Most of them are half of a true one. “Most requests fail *when each opens a connection of its own*.” “Redis loses nothing *that is moved out of it exactly once*.” “PostgreSQL is slow at *one commit per hit on one row*.” The missing half is where the cure is.",
  },
};
