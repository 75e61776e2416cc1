import { numberWords } from "../number-words.ts";

const { n, many } = numberWords("en");

export const en = {
  about:
    "Checks an exercise: loads, crashes and retries against the student's strategy, with each demand on a line of its own. It starts the app anew and zeroes the counters; it takes two minutes at most.",
  parameters: {
    seed: "The number from which the check draws its sizes and moments; the same seed draws the same ones. Without it the check takes a new one, and says which.",
  },
  values: {
    passed: "True when every demand is met.",
    met: "How many demands are met.",
    demands: "How many demands the exercise has.",
    hints: "How many hints had been asked for.",
  },
  progress: (index: number, of: number) => `Demand ${n(index)} of ${n(of)}`,
  headline: (exercise: string, met: number, of: number, passed: boolean | null) =>
    passed
      ? `${exercise} is solved: all ${n(of)} demands are met.`
      : passed === null
        ? `${exercise} is not decided: ${n(met)} of ${n(of)} demands are met, and none is known to be unmet.`
        : `${exercise} is not solved yet: ${n(met)} of ${n(of)} demands are met.`,
  inFull: (demand: string) => `The first demand that is not met, in full: ${demand}`,
  again: (seed: number) =>
    `Drawn from \`seed: ${seed}\`: the same seed gives the same sizes and moments. In which order the servers come to the hits then, no seed decides.`,
  details: "What was checked",
  file: "strategy",
  askedFor: "asked for by then",
  asked: (hints: number, solution: boolean) =>
    `${many(hints, "hint", "hints")}${solution ? ", the solution" : ""}`,
  demands: {
    appIsUnchanged: "The app around your file is the lab's own.",
    storesTheSurge: "1,000 hits from 50 clients are in PostgreSQL when they are answered.",
    storesAnySurge: "So are surges of other sizes, one after the other.",
    needsNoRedis: "Hits are stored while Redis stands still.",
    survivesTheApp: "What was answered before the app is killed is stored.",
  },
  seen: {
    kept: (ok: number) => `${many(ok, "acknowledged hit", "acknowledged hits")}, each there once.`,
    keptAll: () => "Each hit is there once.",
    lost: (lost: number, ok: number) =>
      `${n(lost)} of ${many(ok, "acknowledged hit", "acknowledged hits")} ${lost === 1 ? "is" : "are"} gone.`,
    duplicated: (more: number) => `${many(more, "hit", "hits")} too many counted.`,
    lostAndDuplicated: (lost: number, more: number) =>
      `${many(lost, "acknowledged hit", "acknowledged hits")} gone, ${n(more)} counted more than once.`,
    unexpected: (more: number) =>
      `${many(more, "hit", "hits")} stored that nobody had sent, or that were refused.`,
    refused: (refused: number, of: number) => `${n(refused)} of ${many(of, "hit", "hits")} not acknowledged.`,
    claimed: (claimed: number) =>
      `${many(claimed, "hit", "hits")} in a buffer only by the app's own word: the lab found them nowhere.`,
    waiting: (pending: number) => `${many(pending, "hit", "hits")} acknowledged and not in PostgreSQL yet.`,
    unchanged: () => "It is.",
    changed: (files: number) => `Changed or missing ${files === 1 ? "file" : "files"}:`,
    unread: () => "Not decided: the servers could not be read after the run.",
    moving: () => "Not decided: the count still changed when it was judged.",
    outOfTime: () => "Not decided: it took too long. That says nothing about right or wrong.",
    notTried: () => "Not tried: the time was used up before.",
    thrown: () => "The trial ended early:",
  },
};
