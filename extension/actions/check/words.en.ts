import { numberWords } from "../number-words.ts";
import { en as checker } from "./checker/words.en.ts";

const { n, many } = numberWords("en");

interface Bounds {
  readonly files: number;
  readonly bytes: number;
}

const megabytes = (bytes: number) => `${n(Math.ceil((bytes / 2 ** 20) * 10) / 10)}\u00a0MB`;
const named = (exercise: string) => exercise.replace(/^exercise-/, "Exercise ");

const lighten =
  "Move data and logs out of it, then run this step again; if the app needs all of its files, hand in the folder, too.";

export const en = {
  about:
    "Checks an exercise, with each demand on a line of its own: loads, crashes and retries against the student's strategy, histories against the student's `check.ts`, the student's own loads against the figures of a page. An app of one's own stands in the strategy's place as far as its contract reaches. For code it zeroes the counters, for a strategy it starts the app anew, too; it takes two minutes at most.",
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
      ? `${named(exercise)} is solved: all ${n(of)} demands are met.`
      : passed === null
        ? `${named(exercise)} is not decided: ${n(met)} of ${n(of)} demands are met, and none is known to be unmet.`
        : `${named(exercise)} is not solved yet: ${n(met)} of ${n(of)} demands are met.`,
  beyondContract: (exercise: string, unchecked: number, met: number, of: number) =>
    `${named(exercise)} cannot be passed with this contract: ${n(unchecked)} of ${many(of, "demand", "demands")} cannot be checked; ${met === 1 ? "1 is" : `${n(met)} are`} met.`,
  notChecked: (demand: string) => `not checked: ${demand}`,
  instead: {
    keepsThroughput:
      "Your app does not run beside `buffered`; it is compared with itself instead, and passing does not need this demand.",
    survivesEachFailpoint:
      "An app of your own has none; the kills above stand in their place, and passing does not need this demand.",
    leavesNoTimer: "After a change the lab starts your app anew; passing does not need this demand.",
  },
  inFull: (demand: string) => `The first demand that is not met, in full: ${demand}`,
  again: (seed: number) =>
    `Drawn from \`seed: ${seed}\`: the same seed gives the same sizes and moments. In which order the servers come to the hits then, no seed decides.`,
  details: "What was checked",
  file: "file",
  folder: "folder of the app",
  askedFor: "asked for by then",
  asked: (hints: number, solution: boolean) =>
    `${many(hints, "hint", "hints")}${solution ? ", the solution" : ""}`,
  notCarried: {
    line: (reason: string) =>
      `The result does not carry the code of your app, so it cannot be checked again from your report: ${reason}`,
    because: {
      endless: (folder: string) =>
        `the folder ${folder} has more files, or larger ones, than the code of an app. ${lighten}`,
      noText: (file: string) => `${file} is not a text in UTF-8. Save it as UTF-8, then run this step again.`,
      tooMuch: (folder: string, count: number, bytes: number, largest: string, most: Bounds) =>
        `the folder ${folder} has ${many(count, "file", "files")} of text, ${megabytes(bytes)} together (the largest is ${largest}), and a report takes ${n(most.files)} and ${megabytes(most.bytes)}. ${lighten}`,
    },
  },
  demands: {
    keepsItsSpeed:
      "Hits wait in the buffer until `process` is called, and are accepted at half their speed or faster while it is called again and again.",
    survivesKills:
      "The app killed while `process` writes to PostgreSQL, right after that, and at random moments costs nothing.",
    storesEachId: "Every hit is stored under its id, once (`ids`).",
    appIsUnchanged: "The app around your file is the lab's own.",
    storesTheSurge: "1,000 hits from 50 clients are in PostgreSQL when they are answered.",
    storesAnySurge: "So are surges of other sizes, one after the other.",
    needsNoRedis: "Hits are stored while Redis stands still.",
    survivesTheApp: "What was answered before the app is killed is stored.",
    acceptsTheSurge: "1,000 hits from 50 clients are acknowledged, each once in PostgreSQL or in the buffer.",
    keepsWhileProcessing: "Hits that arrive while `process` is called again and again are all kept.",
    keepsWithTwo: "Several calls of `process` at once count each hit once.",
    keepsThroughput: "Hits are accepted at half the speed of the class's `buffered`, or faster.",
    survivesEachFailpoint: "A worker killed at any failpoint costs nothing.",
    survivesAnyMoment: "Nor does a worker that is killed at random moments.",
    storesIds: "Every hit is stored under its id (`storesIds`).",
    keepsTheOrder: "The hits of each client are stored in the order in which they were accepted.",
    countsRepeatsOnce: "A hit that is sent again under the same id is acknowledged, and counted once.",
    countsRepeatsAfterACrash: "So is one that is sent again after the app was killed.",
    survivesRetries: "Clients that try again while the app is killed cost nothing.",
    boundsTheBuffer:
      "With nobody processing, 1,000 of 1,500 hits are accepted and the others plainly refused.",
    acceptsAgain: "A buffer that was full and is emptied takes hits again.",
    bufferOutlivesTheApp: "What was accepted before the app is killed is not lost.",
    emptiesByItself: "1,000 accepted hits are in PostgreSQL within 8 s, though nobody calls `process`.",
    keepsWhileSlow: "Hits that arrive while a run of the worker waits for a lock are all kept.",
    outlivesAnOutage:
      "PostgreSQL is away for longer than the interval: hits are accepted, and the worker moves them once it is back.",
    worksTwice: "Two instances of the app, each with its worker, count each hit once.",
    stopsCleanly: "The app stops in order in the middle of a run, and nothing is lost or counted twice.",
    runsAreUnedited: "The kept results agree with themselves.",
    ranBoth: "Each buffer was loaded for 5 s or more, and once more with its server killed.",
    ranAlike: "The loads whose speed is compared differ in nothing but the strategy.",
    figuresAreOwn: "Every figure of the text comes from your own loads on this machine.",
    tellsSpeed: "The text says how many hits a second each of them accepted.",
    tellsLatency: "It says the latency of each.",
    tellsLosses: "It says for each how many hits were acknowledged, and lost, in the run with the kill.",
    tellsReturn: "It says for each how long nothing answered after the kill.",
    leavesNoTimer: "A file that is saved anew leaves no worker of the old text behind.",
    ...checker.demands,
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
    share: (percent: number, least: number) =>
      `${n(percent)} % of its speed; at least ${n(least)} % are asked for.`,
    shareOfOwn: (percent: number, least: number) =>
      `${n(percent)} % of their speed without \`process\`; at least ${n(least)} % are asked for.`,
    notBuffered: () => "No hit was waiting although nobody had called `process`.",
    killed: (times: number) => `${many(times, "kill", "kills")}, nothing lost, nothing counted twice.`,
    noSql: () => "For the check the lab itself must read `stored` in PostgreSQL: `{ sql: … }`.",
    noReset: () => "The contract has no `reset`.",
    noProcess: () => "The contract has no `process`.",
    noPending: () => "The contract has no `pending`.",
    noIds: () => "The contract has no `ids`, so that the lab cannot read which hits are stored.",
    crashed: (times: number) =>
      `${many(times, "worker", "workers")} killed, nothing lost, nothing counted twice.`,
    crashCost: (lost: number, duplicated: number, pending: number) =>
      `${n(lost)} lost, ${n(duplicated)} counted too often, ${n(pending)} left in the buffer after a kill at`,
    fewPlaces: () =>
      "The failpoints of the starting point, before and after the hits are stored, are no longer reached. There are:",
    byName: () => "It does.",
    noNames: () => "Only a number is stored, or the strategy does not say `storesIds`.",
    inOrder: (_: number, of: number) =>
      `${many(of, "hit", "hits")}, each after those of its client that came before.`,
    outOfOrder: (early: number, of: number) =>
      `${n(early)} of ${many(of, "hit", "hits")} stored before an earlier one of the same client.`,
    overLimit: (accepted: number, limit: number) =>
      `${n(accepted)} accepted or waiting; at most ${n(limit)} may wait.`,
    underLimit: (accepted: number, limit: number) =>
      `Only ${n(accepted)} accepted; there is room for ${n(limit)}.`,
    unanswered: (unknown: number) =>
      `${many(unknown, "answer", "answers")} left open whether the hit was accepted: neither 200 nor a definite no.`,
    unchanged: () => "It is.",
    changed: (files: number) => `Changed or missing ${files === 1 ? "file" : "files"}:`,
    unedited: () => "They do.",
    edited: (results: number) =>
      `The numbers of ${many(results, "kept result", "kept results")} contradict each other, and do not count:`,
    ran: () => "They were.",
    notRun: (runs: number) => `${runs === 1 ? "Missing is" : `${n(runs)} are missing:`}`,
    alike: () => "They do.",
    unlike: () => "No two of them have the same connections, rate and `processEvery`.",
    noFigures: () => "There is no figure in it.",
    figuresFound: (figures: number) => `${many(figures, "figure", "figures")}, each found.`,
    figuresForeign: (foreign: number, of: number) =>
      `No load has come to ${n(foreign)} of ${many(of, "figure", "figures")}:`,
    noRuns: () => "There is no such run of each yet.",
    told: () => "It does.",
    untold: (missing: number) =>
      `${many(missing, "number", "numbers")} that your runs show ${missing === 1 ? "is" : "are"} not said:`,
    byForce: (seconds: number) =>
      `The app had to be ended by force, ${n(seconds)} s after it was told to stop.`,
    timersLeft: (before: number, after: number) =>
      `Without one hit, ${many(before, "command", "commands")} reached Redis in 6 s; after four saves, ${n(after)}.`,
    noTimerLeft: (before: number, after: number) =>
      `Without one hit, ${many(before, "command", "commands")} reached Redis in 6 s, and ${n(after)} after four saves.`,
    unread: () => "Not decided: the servers could not be read after the run.",
    moving: () => "Not decided: the count still changed when it was judged.",
    outOfTime: () => "Not decided: it took too long. That says nothing about right or wrong.",
    notTried: () => "Not tried: the time was used up before.",
    thrown: () => "The trial ended early:",
    ...checker.seen,
  },
};
