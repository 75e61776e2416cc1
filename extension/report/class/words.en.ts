import { en as check } from "../../actions/check/words.en.ts";
import { numberWords } from "../../actions/number-words.ts";

const { n, many } = numberWords("en");
const demands: Readonly<Record<string, string>> = check.demands;

export const en = {
  demand: (name: string) => demands[name] ?? name,
  exercise: (name: string) => name.replace(/^exercise-/, "Exercise "),
  csv: {
    student: "student",
    reports: "reports",
    agree: "agree with their results",
    columns: { points: "points", of: "of", reasons: "reasons", hints: "hints", solution: "solution asked" },
    yes: "yes",
    no: "no",
    points: "points",
    of: "of",
  },
  reasons: {
    noCode: "There is no code in this report: an earlier version made it.",
    broken: "The check did not come to its end: the code does not load, or takes the app down.",
    open: "(not judged: it took too long)",
    late: "Not judged: the check took too long, twice.",
  },
  kind: "The class",
  title: (folder: string) => `Graded: ${folder}`,
  students: "Students",
  reports: "Reports",
  seed: "Seed of every check",
  madeBy: "Made by",
  points: "Points, one for each demand that is met",
  student: "Student",
  total: "Total",
  hints: "Hints",
  solution: "Solution seen",
  ofPoints: (met: number | undefined, of: number) =>
    met === undefined ? `? of ${n(of)}` : `${n(met)} of ${n(of)}`,
  /** After the points. */
  unsure: "?",
  why: "Why points are missing",
  reported: (met: number) => `Their own report says ${n(met)}.`,
  sameAs: (names: string) => `The same text as: ${names}.`,
  nothingMissing: "Nobody misses a point.",
  checks: "What does not agree within the reports",
  allAgree: "Every report agrees with the results that it carries.",
  file: "File",
  disagreement: "What does not agree",
  guesses: "Guesses, those most often wrong first",
  guessesNote:
    "A number counts as right when it is at most 10 % off what the student's own machine measured.",
  step: "Step",
  value: "Guessed",
  right: "Right",
  mostOften: "Most often",
  measured: "Measured, median",
  noGuesses: "The reports have no guesses.",
  guessCount: (guesses: number) => many(guesses, "guess", "guesses"),
  from: (low: string, high: string) => `${low}–${high}`,
  histogram: (step: string, value: string) => `${step}: ${value}`,
  yes: "yes",
  no: "no",
  machines: "Machines, measured once at the start",
  machinesNote:
    "Per second: hits that the app answers without doing anything, transactions that PostgreSQL flushes one after the other, INCRs that Redis answers, hits that the generator sends to a server that only answers.",
  noMachines: "No report says how fast its machine is.",
  machine: "Machine",
  cores: "Cores",
  empty: "App’s bare answer",
  flush: "Flushes",
  incr: "INCR",
  generator: "Generator",
};
