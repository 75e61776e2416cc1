import path from "node:path";
import { sha256 } from "../../common/sha256.ts";
import { classPage, pointsTable } from "../../report/class/class-page.ts";
import { classCsv } from "../../report/class/csv.ts";
import { judgePage } from "../../report/class/judge-page.ts";
import { type GradedClass, type Outcome, pointsOf } from "../../report/class/points.ts";
import {
  type Attempt,
  attemptsOf,
  isProgram,
  type Program,
  type Student,
} from "../../report/class/students.ts";
import { readStyles } from "../../report/styles.ts";
import { apps } from "../../stack/apps.ts";
import { isPythonCommand } from "../../stack/own-app/own-program.ts";
import type { AppName } from "../../stack/stack.ts";
import { distFolder } from "../folders.ts";
import type { Terminal } from "../lab-run.ts";
import { ownVersion, requireWritable, write } from "../reports.ts";
import type { Screen } from "../screen.ts";
import { words } from "../words.ts";
import { checkText } from "./check-text.ts";
import { appOfText, type Text } from "./fenced-lab.ts";
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
  const needed = new Set(open.flatMap(([, { text }]) => runtimesOf(text)));
  const { lacking, python } = await makeReady(needed, {
    ...how,
    onBegin: (app) => show(say.preparing(apps[app].runtime)),
  });
  for (const [id, { text, authors }] of open) {
    signal.throwIfAborted();
    const said = runtimesOf(text)
      .map((app) => lacking[app])
      .find((one) => one !== undefined);
    if (said !== undefined) {
      outcomes.set(id, { kind: "lacking", said });
      continue;
    }
    show(say.checking(outcomes.size + 1, texts.size, text.exercise, authors.join(", ")));
    const outcome = await checkText(text, { ...how, python });
    await keepOutcome(id, about.surgeLab, outcome);
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

type Texts = ReadonlyMap<string, { readonly text: Text; readonly authors: readonly string[] }>;

const idOf = (exercise: string, code: Program) => `${exercise} ${sha256(JSON.stringify(code))}`;

/** An own app is started by its command, which may be one of the lab's Python. */
function runtimesOf(text: Text): AppName[] {
  const isInPython = "contract" in text && isPythonCommand(text.contract.command);
  return isInPython ? ["node", "fastapi"] : [appOfText(text)];
}

/** The same text is checked once, whoever has handed it in. */
function textsOf(students: readonly Student[]): Texts {
  const all = students.flatMap((student) =>
    attemptsOf(student).flatMap(({ exercise, code }) =>
      isProgram(code)
        ? [{ id: idOf(exercise, code), text: { exercise, ...code }, author: student.name }]
        : [],
    ),
  );
  const ids = [...new Set(all.map(({ id }) => id))].sort();
  return new Map(
    ids.flatMap((id) => {
      const same = all.filter((one) => one.id === id);
      const [first] = same;
      return first ? [[id, { text: first.text, authors: same.map(({ author }) => author) }] as const] : [];
    }),
  );
}

async function keptOutcomes(texts: Texts, surgeLab: string): Promise<Map<string, Outcome>> {
  const kept = new Map<string, Outcome>();
  for (const id of texts.keys()) {
    const outcome = await keptOutcome(id, surgeLab);
    if (outcome) kept.set(id, outcome);
  }
  return kept;
}

function gradedClass(students: readonly Student[], outcomes: ReadonlyMap<string, Outcome>): GradedClass {
  const gradedAttempt = (attempt: Attempt) => {
    const outcome = outcomeOf(attempt, outcomes);
    return { ...attempt, outcome, points: pointsOf(attempt, outcome) };
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
  return isProgram(code) ? outcomes.get(idOf(exercise, code)) : judgePage(code.text, report);
}
