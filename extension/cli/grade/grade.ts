import { createHash } from "node:crypto";
import path from "node:path";
import { sha256 } from "../../report/build-report.ts";
import { classPage, pointsTable } from "../../report/class/class-page.ts";
import { classCsv } from "../../report/class/csv.ts";
import { type GradedClass, type Outcome, pointsOf } from "../../report/class/points.ts";
import { type Attempt, attemptsOf, type Student } from "../../report/class/students.ts";
import { readStyles } from "../../report/styles.ts";
import { cliError } from "../errors.ts";
import { distFolder } from "../folders.ts";
import type { Terminal } from "../lab-run.ts";
import { ownVersion, requireWritable, write } from "../reports.ts";
import type { Screen } from "../screen.ts";
import { words } from "../words.ts";
import { checkText, starting, type Text } from "./check-text.ts";
import { runFenced } from "./fenced-lab.ts";
import { readClass } from "./read-class.ts";

export interface GradeOptions {
  readonly folder: string;
  readonly csv: string | undefined;
  readonly html: string | undefined;
  /** The teacher has agreed to run the students' code with their own rights. */
  readonly unfenced: boolean;
}

/**
 * Checks every text that was handed in once more, here, and writes down the points.
 * @param terminal its screen shows how far it is
 * @param out where the table goes
 * @returns true when all could be read and judged
 * @throws AbortError when the signal fires; nothing is written then
 */
export async function grade(
  { folder, csv, html, unfenced }: GradeOptions,
  { screen, language, signal }: Terminal,
  out: Screen,
): Promise<boolean> {
  for (const file of [csv, html]) if (file !== undefined) await requireWritable(file);
  const about = { styles: await readStyles(distFolder), surgeLab: await ownVersion() };
  const students = await readClass(folder, about);
  const how = { language, signal, fenced: !unfenced };
  const say = words[language].grading;
  const show = (text: string) => screen.line(text);

  const texts = textsOf(students);
  const seed = seedOf(texts);
  if (texts.size > 0) await requireFence(how, show, say.preparing);
  const outcomes = new Map<string, Outcome>();
  for (const [id, { authors, ...text }] of texts) {
    signal.throwIfAborted();
    show(say.checking(outcomes.size + 1, texts.size, text.exercise, authors.join(", ")));
    outcomes.set(id, await checkText(text, { ...how, seed }));
  }
  const graded = gradedClass(students, outcomes, seed);
  if (csv !== undefined) await write(csv, classCsv(graded, language));
  if (html !== undefined) {
    const name = path.basename(path.resolve(folder));
    await write(html, classPage(graded, { language, folder: name, ...about }));
  }
  out.blocks([pointsTable(graded, language)]);
  return graded.students.every(
    ({ attempts, unreadable }) =>
      unreadable.length === 0 &&
      attempts.every(({ points }) => points.met !== undefined && points.open.length === 0),
  );
}

type Texts = ReadonlyMap<string, Text & { readonly authors: readonly string[] }>;

const idOf = (exercise: string, text: string) => `${exercise} ${sha256(text)}`;

/** The same text is checked once, whoever has handed it in. */
function textsOf(students: readonly Student[]): Texts {
  const all = students.flatMap((student) =>
    attemptsOf(student).flatMap(({ exercise, source }) =>
      source ? [{ id: idOf(exercise, source.text), exercise, ...source, author: student.name }] : [],
    ),
  );
  const ids = [...new Set(all.map(({ id }) => id))].sort();
  return new Map(
    ids.flatMap((id) => {
      const same = all.filter((one) => one.id === id);
      const [first] = same;
      return first ? [[id, { ...first, authors: same.map(({ author }) => author) }] as const] : [];
    }),
  );
}

/** Nobody can know it before everybody has handed in, and the same texts have the same one. */
function seedOf(texts: Texts): number {
  const digest = createHash("sha256")
    .update([...texts.keys()].join("\n"))
    .digest();
  return digest.readUInt32BE(0) % 1_000_000;
}

/**
 * The lab's own stack, first with the network and then behind the fence: it fetches what is missing, and shows that what
 * fails later is the students'.
 * @throws LabError `fence-unavailable`
 */
async function requireFence(
  how: { readonly language: Terminal["language"]; readonly signal: AbortSignal; readonly fenced: boolean },
  show: (text: string) => void,
  preparing: string,
): Promise<void> {
  show(preparing);
  if (how.fenced && process.platform !== "linux") throw cliError("fence-not-here");
  for (const fenced of how.fenced ? [false, true] : [false]) {
    const run = await runFenced({ ...how, fenced, notebook: starting });
    const trouble = "report" in run ? run.report.cells.find(({ error }) => error)?.error?.message : run.words;
    if (trouble !== undefined)
      throw cliError(fenced ? "fence-unavailable" : "grade-no-stack", { said: trouble });
  }
}

function gradedClass(
  students: readonly Student[],
  outcomes: ReadonlyMap<string, Outcome>,
  seed: number,
): GradedClass {
  const gradedAttempt = (attempt: Attempt) => {
    const { exercise, source } = attempt;
    const outcome = source && outcomes.get(idOf(exercise, source.text));
    return { ...attempt, outcome, points: pointsOf(exercise, outcome) };
  };
  return {
    seed,
    students: students.map((student) => ({
      ...student,
      attempts: attemptsOf(student).map(gradedAttempt),
    })),
  };
}
