import { en as check } from "../../actions/check/words.en.ts";
import { numberWords } from "../../actions/number-words.ts";

const { n, many } = numberWords("en");
const demands: Readonly<Record<string, string>> = check.demands;

export const en = {
  demand: (name: string) => demands[name] ?? name,
  exercise: (name: string) => name.replace(/^exercise-/, "Exercise\u00a0"),
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
    noCode: "The report does not carry what was checked: an earlier version made it.",
    otherApp: "Not judged: the code is not for an app of the lab.",
    notCarried:
      "Not judged: the report does not carry the code of the student's own app. The result of its check says why, and what the student can do.",
    lacking: "Not judged: this machine lacks what the code needs.",
    broken: "The check did not come to its end: the code does not load, or takes the app down.",
    open: "(not judged: it took too long)",
    late: "Not judged: the check took too long, twice.",
  },
  notStarted: (code: string) => {
    const causes: Readonly<Record<string, string>> = {
      "own-program": "the program that its command names is not here",
      "own-ended": "it ended before it listened",
      "own-silent": "nothing listened on the port in PORT in time",
      "own-elsewhere": "it listened on another port than the one in PORT",
      "own-command": "its command needs a shell, or a variable that is not here",
      "own-figure": "its contract names a number that cannot be read",
    };
    return `The student's own app did not start: ${causes[code] ?? "see the page about the class"}.`;
  },
  kind: "The class",
  title: (folder: string) => `Graded: ${folder}`,
  students: "Students",
  reports: "Reports",
  drawn: (seed: number) => `Drawn from \`seed: ${seed}\`.`,
  madeBy: "Made by",
  points: "Points, one for each demand that is met",
  student: "Student",
  total: "Total",
  hints: "Hints",
  solution: "Solution seen",
  ofPoints: (met: number | undefined, of: number) =>
    met === undefined ? `? of ${n(of)}` : `${n(met)} of ${n(of)}`,
  why: "Why points are missing",
  task: "Exercise",
  reason: "What is missing, and what was seen here",
  reported: (name: string, met: number) => `In the report of ${name}: ${many(met, "point", "points")}.`,
  alike: "The same text, letter by letter, from several",
  noneAlike: "No two have handed in the same text.",
  nothingMissing: "Nobody misses a point.",
  checks: "What does not agree within the reports",
  allAgree: "Every report agrees with the results that it carries.",
  file: "File",
  disagreement: "What does not agree",
  guesses: "Guesses, those most often wrong first",
  guessesNote:
    "A number counts as right when it is at most 10\u00a0% off what the student's own machine measured.",
  step: "Step",
  value: "Guessed",
  right: "Right",
  mostOften: "Most often",
  measured: "Measured, median",
  noGuesses: "The reports have no guesses.",
  histogramTitle: (guesses: number, measured: string) =>
    `${many(guesses, "guess", "guesses")}; measured, median: ${measured}`,
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
  empty: "App alone",
  flush: "Flushes",
  incr: "INCR",
  generator: "Generator",
};
