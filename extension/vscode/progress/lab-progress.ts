import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { LabDocument } from "../../document/document.ts";
import { decodeLab } from "../../document/encoding.ts";
import { parseLab } from "../../document/parse.ts";
import { exercisesIn } from "../../report/kept/exercise-progress.ts";
import { type NotebookProgress, notebookProgress } from "../../report/kept/progress.ts";
import {
  doneText,
  exerciseText,
  type NamedProgress,
  namelessText,
  stateText,
  stepsDone,
  writeProgressPage,
} from "../../report/kept/progress-page.ts";
import { hasResults, keptHeads, ownFolder } from "../../report/kept/results-folder.ts";
import { localTimeText } from "../../report/kept/words.ts";
import { editorLanguage } from "../editor-language.ts";
import { labCell } from "../notebook/lab-cell.ts";
import { notebookType, toCellLanguage } from "../notebook/notebook-type.ts";
import { logRefusal } from "../results/keep-outcome.ts";
import type { ShownNotebook } from "./progress-view.ts";

/** The notebooks of the window's folders, and those that are open from elsewhere, as the view shows them. */
export async function shownNotebooks(): Promise<ShownNotebook[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const listed = await Promise.all(folders.map(({ uri }) => notebooksIn(uri.fsPath)));
  const open = openNotebooks().map(({ uri }) => uri.fsPath);
  const files = [...new Set([...listed.flat(), ...open])];
  const shown = await Promise.all(files.map(shownNotebook));
  return shown.filter((notebook) => notebook !== undefined);
}

/** Writes the lab's page of progress: every notebook of the lab that has a kept result. */
export async function savePage({ uri }: vscode.NotebookDocument): Promise<void> {
  const folder = path.dirname(await ownFolder(uri.fsPath));
  const begun: NamedProgress[] = [];
  for (const file of await notebooksIn(folder)) {
    const progress = (await hasResults(file)) ? await progressOf(file) : undefined;
    if (progress) begun.push({ file: path.relative(folder, file).replaceAll(path.sep, "/"), progress });
  }
  await writeProgressPage(uri.fsPath, begun, editorLanguage());
}

async function shownNotebook(file: string): Promise<ShownNotebook | undefined> {
  const progress = await progressOf(file);
  if (!progress || progress.steps.length === 0) return undefined;
  const language = editorLanguage();
  return {
    file,
    title: progress.title ?? path.basename(file),
    count: `${stepsDone(progress)}/${progress.steps.length}`,
    done: [doneText(progress, language), ...namelessText(progress, language)],
    exercises: progress.exercises.map((each) => ({
      exercise: each.exercise,
      text: exerciseText(each, language),
      state: each.isSolved ? "solved" : each.isBegun ? "begun" : "not-begun",
      check: each.checks[0],
    })),
    isBegun: progress.steps.some(({ measuredAt }) => measuredAt),
    steps: progress.steps.map((step) => ({
      step: step.step,
      action: step.action,
      state: step.state,
      text: stateText(step, progress, language),
      isNext: step.step === progress.next,
      measured: step.measuredAt && localTimeText(step.measuredAt, language),
    })),
  };
}

/** Undefined for a file that cannot be read as a lab: opening it says why. */
async function progressOf(file: string): Promise<NotebookProgress | undefined> {
  const open = openNotebooks().find(({ uri }) => uri.fsPath === file);
  try {
    const document = open ? documentOf(open) : await parsed(file);
    const steps = document.parts.flatMap((part) => (part.kind === "cell" && part.step ? [part.step] : []));
    const exercises = await exercisesIn(file, document, logRefusal);
    return notebookProgress(document, await keptHeads(file, steps, logRefusal), exercises);
  } catch {
    return undefined;
  }
}

/** The view asks after each cell, also while the next one measures. */
const lastParsed = new Map<string, { readonly text: string; readonly document: LabDocument }>();

async function parsed(file: string): Promise<LabDocument> {
  const text = decodeLab(await readFile(file));
  const last = lastParsed.get(file);
  if (last?.text === text) return last.document;
  const document = parseLab(text);
  lastParsed.set(file, { text, document });
  return document;
}

function openNotebooks(): vscode.NotebookDocument[] {
  return vscode.workspace.notebookDocuments.filter(
    (notebook) => notebook.notebookType === notebookType && notebook.uri.scheme === "file",
  );
}

/** As it stands in the editor, saved or not. */
function documentOf(notebook: vscode.NotebookDocument): LabDocument {
  const parts = notebook.getCells().flatMap((cell): LabDocument["parts"] => {
    if (cell.kind === vscode.NotebookCellKind.Markup)
      return [{ kind: "prose", raw: cell.document.getText() }];
    return toCellLanguage(cell.document.languageId) ? [labCell(cell)] : [];
  });
  return { parts };
}

/** In the folder and in the folders right in it: those that can share its `lab-stack`. */
async function notebooksIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name));
  const below = await Promise.all(
    folders.map(async ({ name }) =>
      (await readdir(path.join(folder, name)).catch(() => [])).map((file) => path.join(name, file)),
    ),
  );
  const files = [...entries.filter((entry) => entry.isFile()).map(({ name }) => name), ...below.flat()];
  return files
    .filter((file) => file.endsWith(".lab.md"))
    .sort()
    .map((file) => path.join(folder, file));
}
