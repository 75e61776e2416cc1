import { exerciseNames } from "../../actions/exercises/exercise-name.ts";
import type { Language } from "../../common/language.ts";
import { type GradedAttempt, type GradedClass, type GradedStudent, sumOf } from "./points.ts";
import { words } from "./words.ts";

/**
 * A row for each student, without times, speeds or counts of hits: the same reports give the same bytes. The mark at the
 * beginning tells Excel that the letters are UTF-8.
 */
export function classCsv({ students }: GradedClass, language: Language): string {
  const { csv } = words[language];
  const head = [
    csv.student,
    csv.reports,
    ...exerciseNames.flatMap((name) => Object.values(csv.columns).map((column) => `${name} ${column}`)),
    csv.points,
    csv.of,
  ];
  const rows = students.map((student) => rowOf(student, language));
  return `\ufeff${[head, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;
}

function rowOf(student: GradedStudent, language: Language): (string | number)[] {
  const { csv } = words[language];
  const edited = student.reports.filter(({ disagreements }) => disagreements.length > 0);
  const trouble = [
    ...edited.map(
      ({ file, disagreements }) => `${file}: ${disagreements.map((one) => one[language]).join(" ")}`,
    ),
    ...student.unreadable.map(({ why }) => why[language]),
  ];
  const sum = sumOf(student);
  return [
    student.name,
    trouble.length === 0 ? csv.agree : trouble.join("; "),
    ...exerciseNames.flatMap((name) => {
      const attempt = student.attempts.find(({ exercise }) => exercise === name);
      return attempt ? attemptFields(attempt, language) : ["", "", "", "", ""];
    }),
    sum.met,
    sum.of,
  ];
}

/** In the order of the columns. */
function attemptFields(attempt: GradedAttempt, language: Language): (string | number)[] {
  const { csv } = words[language];
  const { points, asked } = attempt;
  return [
    points.met ?? "",
    points.of,
    reasonsOf(attempt, language).join("; "),
    asked.hints,
    asked.solution ? csv.yes : csv.no,
  ];
}

/** Without anything that another run would measure otherwise. */
export function reasonsOf({ points, outcome, code }: GradedAttempt, language: Language): string[] {
  const { reasons, notStarted, demand } = words[language];
  if (typeof code === "string") return [reasons[code]];
  if (outcome?.kind === "notStarted") return [notStarted(outcome.code)];
  if (outcome?.kind === "broken" || outcome?.kind === "lacking") return [reasons[outcome.kind]];
  return [
    ...points.unmet.map((name) => `✗ ${demand(name)}`),
    ...points.open.map((name) => `? ${demand(name)} ${reasons.open}`),
  ];
}

/** A spreadsheet would run what begins like a formula. */
function field(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
