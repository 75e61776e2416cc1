import { rankableSeconds } from "../../ledger/long-enough.ts";
import { numberWords } from "../number-words.ts";
import type { Asked } from "../questions.ts";

const { n, many, time } = numberWords("en");

export const en = {
  about: "Puts all runs since the last reset side by side; with `guarantees`, all strategies.",
  guarantees:
    "Every strategy measured so far: how fast it is, what a crash costs, and what there is to write and to run.",
  values: {
    runs: "Runs since the last reset.",
    /** Of a row, which is named after its strategy. */
    row: {
      lost: "The most that anything measured of a strategy has lost: a load, a crash, a killed server. Other strategies likewise.",
      duplicated: "The same of hits counted twice.",
      pace: "Acknowledged hits per second of its longest run without a fault.",
      drain: "How long it took to empty the buffer, milliseconds.",
      crashed: "The most that a crash of the worker at this place has lost.",
      killed: "What was lost when this server was killed in the middle of a load.",
      lines:
        "Lines of code of the strategy and of its broker's client, without comments, blank lines and what only the lab needs.",
      services: "Servers that it needs.",
    },
  },

  title: (count: number) => `${many(count, "run", "runs")} side by side.`,
  fastest: (strategy: string, rate: string) => `The fastest that lost nothing: ${strategy}, ${rate} ok/s.`,
  none: "There is no run to compare yet: run a cell with a load first.",
  caption: "Runs of this lab",
  columns: {
    run: "Run",
    strategy: "Strategy",
    connections: "Conn.",
    asked: "Asked/s",
    attempted: "Hits",
    refused: "Refused",
    unknown: "Unknown",
    lost: "Lost",
    duplicated: "Duplicated",
    stored: "Stored",
    pending: "Buffer",
    rate: "ok/s",
    p50: "p50 ms",
    p99: "p99 ms",
  },
  /** Above the charts. */
  panels: {
    rate: "ok/s",
    p99: "p99 ms",
    lost: "Lost, of the acknowledged",
    refused: "Refused, of all hits",
    duplicated: "Duplicated, of the acknowledged",
  },
  /** In the label of a run, where it is not the same in all of them. */
  parameters: {
    connections: (count: number | string) => `${count} conn.`,
    by: (generator: number | string) => `by ${generator}`,
    rate: (rate: number | string) => `${rate}/s asked`,
    durability: (durability: number | string) => `${durability}`,
    pgbouncer: (name: number | string) => `through ${name}`,
    maxConnections: (max: number | string) => `max_connections ${max}`,
    pool: (size: number | string) => `pool of ${size}`,
    processes: (count: number | string) => `${count} processes`,
    requests: (count: number | string) => many(Number(count), "hit", "hits"),
    duration: (seconds: number | string) => time(Number(seconds) * 1000),
    processEvery: (ms: number | string) => `process every ${time(Number(ms))}`,
    timeout: (seconds: number | string) => `timeout ${time(Number(seconds) * 1000)}`,
    kill: (server: number | string) => `${server} killed`,
    signal: (signal: number | string) => `${signal}`,
    killAfter: (seconds: number | string) => `at ${time(Number(seconds) * 1000)}`,
    recover: (seconds: number | string) =>
      seconds === "never" ? "not started again" : `down for ${time(Number(seconds) * 1000)}`,
    freeze: (server: number | string) => `${server} frozen`,
    freezeAfter: (seconds: number | string) => `at ${time(Number(seconds) * 1000)}`,
    freezeFor: (ms: number | string) => `for ${time(Number(ms))}`,
  },
  zero: (columns: string) => `0 in every run: ${columns}.`,
  traced: "† traced: what the servers wrote down made it slower; it does not rank.",
  retried: "‡ clients tried again, which is another load; it does not rank.",
  disturbed:
    "§ disturbed: other programs took a large part of the processor; it ranks only where there are no others.",
  generator: "¶ the load generator was its limit: the strategy could have done more.",
  short: `* shorter than ${rankableSeconds} s: it shows the loss, but mostly measures the warm-up; do not rank by its speed.`,
  side: "Speed, latency and loss",

  hidden: {
    numbers: (
      service: string,
      pausedMs: number,
      limit: number,
      slowClosed: number,
      closed: number,
      slowOpen: number,
      open: number,
    ) =>
      `${service} stood still for ${time(pausedMs)}. Slower than ${time(limit)}: by the closed loop ${n(slowClosed)} of ${n(closed)} hits, by the open loop ${n(slowOpen)} of ${n(open)}.`,
    reason:
      "As long as no answer comes, a closed loop sends nothing more, and what it does not send it cannot find slow (coordinated omission). Users do not wait for each other.",
    caption: (strategy: string) => `One freeze, measured twice: ${strategy}`,
    share: (limit: number) => `Slower than ${time(limit)}, %`,
    model: "Load",
    models: {
      "closed-loop": (run: number) => `${n(run)} closed loop`,
      "open-loop": (run: number) => `${n(run)} open loop`,
    },
    slower: (limit: number) => `Slower than ${time(limit)}`,
    max: "max ms",
  },

  questions: {
    fastButWrong: (fast: string, rate: string, lost: string, sound: string, soundRate: string): Asked => ({
      question: `\`${fast}\` answered ${rate} hits/s and lost ${lost}; \`${sound}\` ${soundRate} and lost none. Which of the two is faster?`,
      answer:
        "The one whose hits are all there. Answers per second count promises; before you compare, count how many were kept.",
    }),
    soundAndFast: (sound: string, soundRate: string, unsound: string, rate: string): Asked => ({
      question: `\`${sound}\` lost none and was the faster one too: ${soundRate} ok/s, against ${rate} of \`${unsound}\`. What does it cost, then?`,
      answer:
        "Look along its row: hits that are only in the buffer are not in PostgreSQL yet, and are as safe as the buffer is; others were refused, or waited long (p99). If nothing of that is there, it costs nothing: the slow way was also the wrong one.",
    }),
    onlyCounting: (strategy: string, lost: string, ok: number): Asked => ({
      question: `\`${strategy}\` lost ${lost} of ${n(ok)} acknowledged hits. Would ok/s, p99 or the refusals have told you?`,
      answer:
        "No: speed, latency and refusals look the same whether a hit is kept or not. Only counting at both ends, what was promised and what is there, finds a lost update. That is what the ledger does.",
    }),
    shortRun: (strategy: string, rate: string, ms: number): Asked => ({
      question: `\`${strategy}\` ran for ${time(ms)} at ${rate} ok/s. Why is that no speed to rank by?`,
      answer: `A run shorter than ${rankableSeconds} s mostly measures the warm-up: connections are opened, code is compiled, caches are filled. It does show a loss. For speed, give the same cell \`duration: ${rankableSeconds}\` instead of \`requests\`.`,
    }),
    bestSound: (name: string, rate: string): Asked => ({
      question: `Of the runs that lost nothing, \`${name}\` was the fastest with ${rate} ok/s. Would it be so tomorrow?`,
      answer:
        "Only a repeated run can say. Run the same cell three times and compare the medians; the shorter the run, the more chance and warm-up are in it.",
    }),
  },
};
