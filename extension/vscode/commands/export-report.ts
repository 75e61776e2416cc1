import { posix } from "node:path";
import * as vscode from "vscode";
import { formatNumber } from "../../common/language.ts";
import { editorLanguage, editorWords } from "../editor-language.ts";
import { editorError } from "../errors.ts";
import { activeLabNotebook } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";

/** Reads the notebook and runs nothing, so it works without trust too. */
export function registerExportReport(context: vscode.ExtensionContext): vscode.Disposable {
  return registerCommand("exportReport", async (answers) => {
    const notebook = activeLabNotebook();
    if (!notebook) throw editorError("no-lab-in-front");
    return exportReport(context, notebook, givenAnswers(answers));
  });
}

interface Answers {
  readonly target?: vscode.Uri;
  readonly student?: string;
}

/** @returns where it is; undefined when the student declines. */
export async function exportReport(
  context: vscode.ExtensionContext,
  notebook: vscode.NotebookDocument,
  given: Answers = {},
): Promise<vscode.Uri | undefined> {
  const student = given.student ?? (await askForName());
  if (student === undefined) return undefined;
  const target = given.target ?? (await askForTarget(notebook));
  if (!target) return undefined;
  const { notebookReport } = await import("../on-demand.ts");
  const { html, ran, cells } = await notebookReport(notebook, {
    version: String(context.extension.packageJSON.version),
    distFolder: context.asAbsolutePath("dist"),
    student: student.trim() || null,
  });
  await save(target, html);
  void offerToOpen(target, ran, cells);
  return target;
}

/** A test gives the answers; a student is asked. */
function givenAnswers(answers: unknown): Answers {
  const { target, student } = Object(answers);
  return {
    ...(target instanceof vscode.Uri && { target }),
    ...(typeof student === "string" && { student }),
  };
}

function askForName(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    prompt: editorWords().report.name,
  });
}

function askForTarget({ uri }: vscode.NotebookDocument): Thenable<vscode.Uri | undefined> {
  const name = `${posix.basename(uri.path).replace(/(\.lab)?\.md$/i, "")}.report.html`;
  return vscode.window.showSaveDialog({
    defaultUri: uri.scheme === "file" ? vscode.Uri.joinPath(uri, "..", name) : undefined,
    filters: { HTML: ["html"] },
  });
}

async function save(target: vscode.Uri, html: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(html));
  } catch (error) {
    throw editorError("cannot-save-report", { file: target.fsPath, error }, { cause: error });
  }
}

async function offerToOpen(target: vscode.Uri, ran: number, cells: number): Promise<void> {
  const { open, saved } = editorWords().report;
  const number = (value: number) => formatNumber(value, editorLanguage());
  const message = saved(posix.basename(target.path), number(ran), number(cells));
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.env.openExternal(target);
  }
}
