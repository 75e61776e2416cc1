import { formatLatency, formatRate } from "../../drawing/format.ts";
import { enough, leastRounds, perDoubling } from "../../ledger/knee.ts";
import { numberWords } from "../number-words.ts";
import type { Knob } from "./plan.ts";
import type { SweepPoint } from "./result.ts";

const { n, many, time, percent } = numberWords("en");
const rate = (point: SweepPoint) => `${formatRate(point.requestsPerSecond, "en")} ok/s`;
const p99 = (point: SweepPoint) => `${formatLatency(point.p99Ms, "en")}\u00a0ms`;
/** To five seconds: an estimate is no better. */
const roughly = (ms: number) => time(Math.max(5_000, Math.round(ms / 5_000) * 5_000));
const loads = (count: number) => many(count, "load", "loads");

/** The points that a sentence about one strategy speaks of. */
interface Curve {
  readonly strategy: string;
  /** A value in words, as `knobs` have them. */
  readonly at: (value: number) => string;
  readonly first: SweepPoint;
  readonly last: SweepPoint;
  readonly best: SweepPoint;
}

interface Due {
  readonly round: number;
  readonly rounds: number;
  readonly strategy: string;
  readonly at: string;
  readonly load: number;
  readonly loads: number;
  readonly leftMs: number;
}

export const en = {
  about:
    "Measures strategies at several values of one knob and says from which value on more brings nothing. The knob is the one that is given as a list. Every load begins with zeroed counters, and the workers of the lab end. For the knobs of a start the stack is started for each value, and as it was before at the end.",
  parameters: {
    strategies: "The strategies to measure, at most five. Each is a line in the charts.",
    connections: "How many connections send hits at the same time: one number, or a list to vary it.",
    rate: "Hits a second of an open loop, sent without waiting for the answers: one number, or a list to vary it.",
    pool: "The size of the app's pool of connections: one number, or a list to vary it.",
    processes: "How many processes the app has: one number, or a list to vary it.",
    maxConnections: "`max_connections` of PostgreSQL: one number, or a list to vary it.",
    seconds: "How long each load lasts.",
    rounds: `How many times each point is measured, one round after another. At least ${leastRounds} for a verdict.`,
  },
  refused: {
    oneKnob:
      "Give exactly one of `connections`, `rate`, `pool`, `processes` and `maxConnections` as a list, such as `connections: [1, 10, 100]`; the others are single numbers.",
    repeated: "Each may stand here only once.",
    tooLong: (values: number, strategies: number, rounds: number, seconds: number, most: number) =>
      `${many(values, "value", "values")} × ${many(strategies, "strategy", "strategies")} × ${many(rounds, "round", "rounds")} × ${time(seconds * 1000)} make ${time(values * strategies * rounds * seconds * 1000)} of load; at most ${time(most * 1000)} are possible. Take fewer values or shorter loads.`,
  },
  values: {
    knee: "The value from which more brings nothing, for one strategy; others likewise. None where the measured range has no such value.",
    shape:
      "The course of the throughput: it has a `knee`, is `rising` to the end, `flat` or `falling` from the beginning, or is `unclear` (the rounds differ too much) or `unjudged` (there are too few).",
    fallsFrom: "The value from which the throughput is really lower than its best.",
    points: "How many points there are: values × strategies.",
    requestsPerSecond:
      "Acknowledged hits per second at the first point, the median of its rounds. Points stand by strategy, then by value.",
    p50: "Half of the answers came within this time, the median of the rounds, milliseconds.",
    p99: "99 of 100 answers came within this time, the median of the rounds, milliseconds.",
    refused: "The share of the hits that were refused, from 0 to 1.",
    lostShare: "The share of the acknowledged hits that are lost, from 0 to 1.",
    lost: "Lost hits of all loads together.",
    duplicated: "Hits counted twice, of all loads together.",
  },
  /** `axis`: the name of the values; `name`: the same after "by". */
  knobs: {
    connections: {
      axis: "connections",
      name: "the number of connections",
      at: (value: number) => many(value, "connection", "connections"),
    },
    rate: {
      axis: "hits/s asked for",
      name: "the rate asked for",
      at: (value: number) => `${n(value)} hits/s`,
    },
    pool: { axis: "pool", name: "the size of the pool", at: (value: number) => `a pool of ${n(value)}` },
    processes: {
      axis: "processes",
      name: "the number of the app's processes",
      at: (value: number) => many(value, "process", "processes"),
    },
    maxConnections: {
      axis: "max_connections",
      name: "max_connections",
      at: (value: number) => `max_connections ${n(value)}`,
    },
  } satisfies Record<Knob, unknown>,
  progress: (due: Due) =>
    `Round ${n(due.round)} of ${n(due.rounds)}: ${due.strategy}, ${due.at}. ${due.load === 1 ? `${loads(due.loads)} take about` : `Load ${n(due.load)} of ${n(due.loads)}, about`} ${roughly(due.leftMs)}${due.load === 1 ? "" : " left"}.`,

  headline: (knob: Knob, strategies: number, values: number, rounds: number, seconds: number) =>
    `${knob}: ${many(values, "value", "values")}, ${many(strategies, "strategy", "strategies")}, ${many(rounds, "round", "rounds")} of ${time(seconds * 1000)}.`,
  kneeAt: (strategy: string, value: number) => `${strategy} ${n(value)}`,
  knees: (which: string) => `More brings nothing from here on: ${which}.`,
  noKnee: "No knee within the measured range.",
  noVerdict: `No verdict: it takes ${leastRounds} rounds of every point.`,
  scattered: (share: number) =>
    `The rounds of one point differ by up to ${percent(share)}: other programs were busy, or the loads were too short.`,
  cancelled: (done: number, all: number) =>
    `Cancelled after ${n(done)} of ${loads(all)}. What had been measured by then:`,

  shapes: {
    knee: ({ strategy, at, best, last }: Curve, knee: SweepPoint) =>
      `${strategy}: from ${at(knee.value)} on, more brings nothing: ${rate(knee)} there, ${best === knee ? "the best of all" : `at most ${rate(best)} (at ${n(best.value)})`}; p99 ${p99(knee)}, ${p99(last)} at ${n(last.value)}.`,
    rising: ({ strategy, at, first, last }: Curve) =>
      `${strategy}: no knee within the measured range: still rising at ${at(last.value)}, from ${rate(first)} (at ${n(first.value)}) to ${rate(last)}; p99 ${p99(last)}.`,
    flat: ({ strategy, at, first, best }: Curve) =>
      `${strategy}: no knee within the measured range: ${at(first.value)} already ${first === best ? "has all there is" : "has nearly all there is"}: ${rate(first)}${first === best ? "" : `, at most ${rate(best)} (at ${n(best.value)})`}.`,
    unclear: ({ strategy, last }: Curve) =>
      `${strategy}: no verdict: it is highest at the end (${rate(last)} at ${n(last.value)}), but the rounds of a point differ by more than that.`,
    unjudged: ({ strategy }: Curve) => `${strategy}: no verdict.`,
  },
  falls: (from: number, last: SweepPoint) =>
    last.value === from
      ? `At ${n(from)} it falls to ${rate(last)}.`
      : `From ${n(from)} on it falls, to ${rate(last)} at ${n(last.value)}.`,
  nothingAcknowledged: (strategy: string) => `${strategy}: not one hit was acknowledged.`,
  generatorLimited: "The load generator was at its limit (‡), so the app could have done more.",
  lostOf: (strategy: string, least: number, most: number) =>
    `${strategy} lost ${least === most ? "" : `${percent(least)} to `}${percent(most)} of the acknowledged hits. Its speed is that of wrong counting.`,

  charts: {
    caption: (knob: string) => `By ${knob}`,
    throughput: "Acknowledged hits per second",
    p99: "p99, milliseconds",
    perSecond: "ok/s",
    ms: "ms",
    ring: "knee: from here on, more brings nothing",
    spread: "least to most of the rounds",
    kneeNote: (value: number) => `knee ${n(value)}`,
    bestNote: (best: SweepPoint) => `most ${rate(best)} at ${n(best.value)}`,
    p99Note: (first: SweepPoint, last: SweepPoint) =>
      `${p99(first)} at ${n(first.value)}, ${p99(last)} at ${n(last.value)}`,
    said: (title: string, lines: string) => `${title}: ${lines}.`,
  },
  table: {
    caption: "Every point, as the median of its rounds",
    strategy: "Strategy",
    rate: "ok/s",
    rateRange: "least–most",
    p50: "p50 ms",
    p99: "p99 ms",
    p99Range: "least–most",
    refused: "Refused",
    unknown: "Unknown",
    lost: "Lost",
    duplicated: "Duplicated",
    zero: (columns: string) => `0 at every point: ${columns}.`,
    knee: `○ the knee: the smallest value that has ${percent(enough)} of the best throughput and beyond which it does not rise: not by more than the rounds differ, or by less than ${percent(perDoubling - 1)} for twice the value.`,
    generator: "‡ the load generator was at its limit.",
    rounds: (least: number) => `Some points have only ${many(least, "round", "rounds")}.`,
  },
  details: {
    order: "Order",
    interleaved:
      "each round goes through all points, up and down in turn; a strategy that is new to the app first gets a second of load that does not count",
    settings: "Other knobs",
    took: "Took",
  },
};
