import path from "node:path";
import { sha256 } from "../../common/sha256.ts";
import { classPage, pointsTable } from "../../report/class/class-page.ts";
import { classCsv } from "../../report/class/csv.ts";
import { judgePage } from "../../report/class/judge-page.ts";
import { type GradedClass, type Outcome, pointsOf } from "../../report/class/points.ts";
import { type Attempt, attemptsOf, type Code, type Student } from "../../report/class/students.ts";
import { readStyles } from "../../report/styles.ts";
import { apps } from "../../stack/apps.ts";
import { distFolder } from "../folders.ts";
import type { Terminal } from "../lab-run.ts";
import { ownVersion, requireWritable, write } from "../reports.ts";
import type { Screen } from "../screen.ts";
import { words } from "../words.ts";
import { checkText } from "./check-text.ts";
import type { Text } from "./fenced-lab.ts";
import { keepOutcome, keptOutcome } from "./kept-outcomes.ts";
import { makeReady } from "./make-ready.ts";
import { readClass } from "./read-class.ts";

export interface GradeOptions {
  readonly folder: string;
  readonly csv: string | undefined;
  readonly html: string | undefined;
  /** The teacher has agreed to run the students' code with their own rights. */
  readonly unfenced: boolean;
  /** Check also what was judged here before. */
  readonly anew: boolean;
}

/**
 * Checks every text that was handed in once more, here, and writes down the points.
 * @param terminal its screen shows how far it is
 * @param out where the table goes
 * @returns true when all could be read and judged
 * @throws AbortError when the signal fires; nothing is written then
 */
export async function grade(
  { folder, csv, html, unfenced, anew }: GradeOptions,
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
  const outcomes = anew ? new Map<string, Outcome>() : await keptOutcomes(texts, about.surgeLab);
  if (outcomes.size > 0) show(say.judgedBefore(outcomes.size, texts.size));
  const open = [...texts].filter(([id]) => !outcomes.has(id));
  const needed = new Set(open.map(([, { app }]) => app));
  const { lacking, python } = await makeReady(needed, {
    ...how,
    onBegin: (app) => show(say.preparing(apps[app].runtime)),
  });
  for (const [id, { authors, ...text }] of open) {
    signal.throwIfAborted();
    const said = lacking[text.app];
    if (said !== undefined) {
      outcomes.set(id, { kind: "lacking", said });
      continue;
    }
    show(say.checking(outcomes.size + 1, texts.size, text.exercise, authors.join(", ")));
    const outcome = await checkText(text, { ...how, python });
    await keepOutcome(text, about.surgeLab, outcome);
    outcomes.set(id, outcome);
  }
  const graded = gradedClass(students, outcomes);
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

const idOf = (exercise: string, code: Code) => `${exercise} ${sha256(JSON.stringify(code))}`;

/** The same text is checked once, whoever has handed it in. */
function textsOf(students: readonly Student[]): Texts {
  const all = students.flatMap((student) =>
    attemptsOf(student).flatMap(({ exercise, code }) =>
      typeof code === "string" || !("app" in code)
        ? []
        : [{ id: idOf(exercise, code), exercise, ...code, author: student.name }],
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

async function keptOutcomes(texts: Texts, surgeLab: string): Promise<Map<string, Outcome>> {
  const kept = new Map<string, Outcome>();
  for (const [id, text] of texts) {
    const outcome = await keptOutcome(text, surgeLab);
    if (outcome) kept.set(id, outcome);
  }
  return kept;
}

function gradedClass(students: readonly Student[], outcomes: ReadonlyMap<string, Outcome>): GradedClass {
  const gradedAttempt = (attempt: Attempt) => {
    const outcome = outcomeOf(attempt, outcomes);
    return { ...attempt, outcome, points: pointsOf(attempt.exercise, outcome) };
  };
  return {
    students: students.map((student) => ({
      ...student,
      attempts: attemptsOf(student).map(gradedAttempt),
    })),
  };
}

function outcomeOf(
  { exercise, code, report }: Attempt,
  outcomes: ReadonlyMap<string, Outcome>,
): Outcome | undefined {
  if (typeof code === "string") return undefined;
  return "app" in code ? outcomes.get(idOf(exercise, code)) : judgePage(code.text, report);
}
