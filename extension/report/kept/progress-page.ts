import path from "node:path";
import { inside } from "../../common/inside.ts";
import { formatNumber, type Language } from "../../common/language.ts";
import { makeOwnFolder } from "../../common/own-folder.ts";
import type { ExerciseProgress } from "./exercise-progress.ts";
import { isOpen, type NotebookProgress, type StepProgress } from "./progress.ts";
import { ownFolder, replaceFile } from "./results-folder.ts";
import { keptWords, localTimeText } from "./words.ts";

export interface NamedProgress {
  /** The notebook's path within the lab's folder, with slashes. */
  readonly file: string;
  readonly progress: NotebookProgress;
}

/** Writes `progress.md` into the lab's own folder: what a person wants to read without an editor. */
export async function writeProgressPage(
  notebookFile: string,
  notebooks: readonly NamedProgress[],
  language: Language,
): Promise<void> {
  const own = await ownFolder(notebookFile);
  const folder = await inside(path.dirname(own), own);
  await makeOwnFolder(folder);
  await replaceFile(path.join(folder, "progress.md"), progressPage(notebooks, language));
}

export function progressPage(notebooks: readonly NamedProgress[], language: Language): string {
  const { page } = keptWords[language];
  const sections = notebooks.map((notebook) => section(notebook, language));
  return [`# ${page.title}`, page.about, ...sections].join("\n\n").concat("\n");
}

function section({ file, progress }: NamedProgress, language: Language): string {
  const { page } = keptWords[language];
  const head = [page.step, page.does, page.state, page.measured];
  const rows = progress.steps.map((step) => rowOf(step, progress, language));
  return [
    `## ${progress.title ?? file}`,
    `\`${file}\`: ${doneText(progress, language)}`,
    ...progress.exercises.map((each) => `\`${each.exercise}\`: ${exerciseText(each, language)}`),
    [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(inTable).join(" | ")} |`).join("\n"),
    ...namelessText(progress, language),
  ].join("\n\n");
}

function rowOf(step: StepProgress, progress: NotebookProgress, language: Language): string[] {
  return [
    step.step,
    step.action,
    stateText(step, progress, language),
    step.measuredAt ? localTimeText(step.measuredAt, language) : "",
  ];
}

const inTable = (text: string) => text.replaceAll("|", "\\|");

/** Of a check, what it has seen. What is to be run next is marked. */
export function stateText(
  { step, state }: StepProgress,
  { next, exercises }: NotebookProgress,
  language: Language,
): string {
  const words = keptWords[language];
  const exercise = exercises.find(({ checks }) => checks.includes(step));
  const seen = exercise && state === "as-expected" ? demandsText(exercise, language) : undefined;
  const text = seen ?? words.states[state];
  return step === next ? `${text} · ${words.next}` : text;
}

export function doneText(progress: NotebookProgress, language: Language): string {
  return keptWords[language].done(stepsDone(progress), progress.steps.length);
}

export function stepsDone({ steps }: NotebookProgress): number {
  return steps.filter(({ state }) => !isOpen(state)).length;
}

/** How far it has come, and what was asked for on the way. */
export function exerciseText(exercise: ExerciseProgress, language: Language): string {
  const { hints, solution } = exercise.asked;
  const words = keptWords[language].exercise;
  return [
    exercise.isBegun ? (demandsText(exercise, language) ?? words.begun) : words.notBegun,
    ...(hints > 0 ? [words.hints(formatNumber(hints, language))] : []),
    ...(solution ? [words.solution] : []),
  ].join(" · ");
}

function demandsText({ isSolved, demands }: ExerciseProgress, language: Language): string | undefined {
  const words = keptWords[language].exercise;
  if (isSolved) return words.solved;
  return demands && words.demands(demands.met, demands.all);
}

/** Says of what nothing is kept, where there is such a cell. */
export function namelessText({ nameless }: NotebookProgress, language: Language): string[] {
  return nameless === 0 ? [] : [keptWords[language].nameless(formatNumber(nameless, language))];
}
