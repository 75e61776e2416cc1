import { mkdir } from "node:fs/promises";
import path from "node:path";
import { formatNumber, type Language } from "../../common/language.ts";
import type { NotebookProgress, StepProgress } from "./progress.ts";
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
  const folder = await ownFolder(notebookFile);
  await mkdir(folder, { recursive: true });
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
  const rows = progress.steps.map((step) => rowOf(step, progress.next, language));
  return [
    `## ${progress.title ?? file}`,
    `\`${file}\`: ${doneText(progress, language)}`,
    [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(inTable).join(" | ")} |`).join("\n"),
  ].join("\n\n");
}

function rowOf(step: StepProgress, next: string | undefined, language: Language): string[] {
  return [
    step.step,
    step.action,
    stateText(step, next, language),
    step.measuredAt ? localTimeText(step.measuredAt, language) : "",
  ];
}

const inTable = (text: string) => text.replaceAll("|", "\\|");

/** What is to be run next is marked. */
export function stateText(
  { step, state }: StepProgress,
  next: string | undefined,
  language: Language,
): string {
  const words = keptWords[language];
  return step === next ? `${words.states[state]} · ${words.next}` : words.states[state];
}

export function doneText({ steps }: NotebookProgress, language: Language): string {
  const done = steps.filter(({ state }) => state !== "not-run" && state !== "changed").length;
  const number = (value: number) => formatNumber(value, language);
  return keptWords[language].done(number(done), number(steps.length));
}
