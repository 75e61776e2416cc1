import { formatExact } from "../../drawing/format.ts";
import type { TimePart } from "../../ledger/hit-time.ts";
import type { OwnLimit, ProcessorShares, WaitKind } from "../../ledger/limit.ts";
import { numberWords } from "../number-words.ts";

const { n, percent } = numberWords("en");

const parts: Readonly<Record<TimePart, string>> = {
  connection: "waiting for a connection of the pool",
  connecting: "connecting",
  postgres: "PostgreSQL",
  redis: "Redis",
  app: "the app itself",
  rest: "outside the app (network, generator)",
};

const waits: Readonly<Record<WaitKind, string>> = {
  lock: "waiting for a row lock",
  log: "flushing the log",
  computing: "computing",
  client: "waiting for the app inside a transaction",
  other: "other waits",
};

const users: Readonly<Record<keyof ProcessorShares, string>> = {
  generator: "load generator and lab",
  app: "app",
  postgres: "PostgreSQL",
  redis: "Redis",
  broker: "broker",
  others: "other programs",
  idle: "idle",
};

const doing: Readonly<Record<WaitKind, (event: string) => string>> = {
  lock: () => "waited for a lock",
  log: () => "flushed the log to disk",
  computing: () => "computed",
  client: () => "waited for the app's next statement",
  other: (event) => `waited for ${event}`,
};

type Sentences = { readonly [Code in OwnLimit["code"]]: (limit: OwnLimit & { code: Code }) => string };

/** Each names the limit first, then the figures that say so. */
const limits: Sentences = {
  refused: ({ share }) => `connections. PostgreSQL had none left for ${percent(share)} of the hits.`,
  rate: ({ perSecond }) =>
    `nothing. Hits came at the rate that was asked for, ${n(perSecond)} a second, and were answered at that rate.`,
  generator: ({ share }) =>
    `the load generator. It was busy ${percent(share)} of the time; the app could have done more.`,
  "app-thread": ({ share }) => `the app's thread. It had work ${percent(share)} of the time.`,
  "row-lock": ({ share, holder }) =>
    `row locks. ${percent(share)} of PostgreSQL's busy connections waited for a row that another transaction had changed; ${holder ?? "no connection of the app held it."}`,
  "log-flush": ({ share, flushes }) =>
    `flushing the log. ${percent(share)} of PostgreSQL's busy connections wrote it to disk or waited for that.${flushes ? ` It was flushed ${n(Math.round(flushes.perSecond))} times a second, at ${ms(flushes.ms)} ms.` : ""}`,
  "postgres-wait": ({ share, event }) =>
    `a wait inside PostgreSQL. ${percent(share)} of its busy connections stood at ${event}.`,
  "open-transactions": ({ share }) =>
    `open transactions. ${percent(share)} of PostgreSQL's busy connections waited for the app's next statement.`,
  "postgres-computes": ({ share }) =>
    `PostgreSQL's work. ${percent(share)} of its busy connections computed.`,
  pool: ({ share }) =>
    `the pool. A hit waited for a connection ${percent(share)} of its time, and nothing held up those that had one.`,
  connecting: ({ share }) => `opening connections. It took ${percent(share)} of a hit's time.`,
  redis: ({ share }) => `Redis. A hit waited for it ${percent(share)} of its time.`,
  "app-waits": ({ share }) =>
    `a wait inside the app. A hit spent ${percent(share)} of its time there, and the app had little to do.`,
  processor: ({ share }) =>
    `the processor. ${percent(share)} of it was used, and no single program was busy all the time.`,
  undecided: ({ because }) =>
    because === "too-short"
      ? "not measured. For that the run was too short."
      : "not decided. Nothing stands out in the figures.",
};

function ms(value: number): string {
  return formatExact(Number(value.toPrecision(2)), "en");
}

export const en = {
  limitedBy: (limit: string) => `What limited the run: ${limit}`,
  limits,
  holder: (kind: WaitKind, event: string) => `most of the others ${doing[kind](event)}.`,
  otherPrograms: (share: number, otherwise: string) =>
    `other programs. They took ${percent(share)} of the processor: do not rank this run. Apart from that: ${otherwise}`,
  caption: "Where the time went",
  hit: (meanMs: number) => `a hit, ${ms(meanMs)} ms on average`,
  parts,
  backends: "PostgreSQL's connections, while they had work",
  waits,
  processor: "the processor",
  users,
  ms,
  table: {
    caption: "Where the time went, in numbers",
    of: "Of",
    hit: "a hit",
    part: "Part",
    share: "Share",
    ms: "ms",
  },
};
