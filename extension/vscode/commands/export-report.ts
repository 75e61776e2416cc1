import { posix } from "node:path";
import * as vscode from "vscode";
import { formatNumber, languageOf } from "../../common/language.ts";
import { cannotSaveReport, noLabInFront } from "../errors.ts";
import { activeLabNotebook } from "../open-labs.ts";
import { registerCommand } from "./register.ts";

/** What the command asks for; whoever calls it from elsewhere may give it. */
interface Answers {
  readonly target?: vscode.Uri;
  /** May be empty. */
  readonly student?: string;
}

/** Reads the notebook and runs nothing, so it works without trust too. */
export function registerExportReport(context: vscode.ExtensionContext): vscode.Disposable {
  return registerCommand("exportReport", async (answers: Answers = {}) => {
    const notebook = activeLabNotebook();
    if (!notebook) throw noLabInFront();
    const student = answers.student ?? (await askForName());
    if (student === undefined) return undefined;
    const target = answers.target ?? (await askForTarget(notebook));
    if (!target) return undefined;
    const { notebookReport } = await import("../heavy.ts");
    const { html, ran, cells } = await notebookReport(notebook, {
      version: String(context.extension.packageJSON.version),
      distFolder: context.asAbsolutePath("dist"),
      student: student.trim() || null,
    });
    await save(target, html);
    void offerToOpen(target, ran, cells);
    return target;
  });
}

function askForName(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Export Report"),
    prompt: vscode.l10n.t("Your name, to stand at the top of the report. It may stay empty."),
  });
}

function askForTarget({ uri }: vscode.NotebookDocument): Thenable<vscode.Uri | undefined> {
  const name = `${posix.basename(uri.path).replace(/(\.lab)?\.md$/i, "")}.report.html`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Report"),
    defaultUri: uri.scheme === "file" ? vscode.Uri.joinPath(uri, "..", name) : undefined,
    filters: { HTML: ["html"] },
  });
}

async function save(target: vscode.Uri, html: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(html));
  } catch (error) {
    throw cannotSaveReport(target.fsPath, error);
  }
}

async function offerToOpen(target: vscode.Uri, ran: number, cells: number): Promise<void> {
  const open = vscode.l10n.t("Open");
  const number = (value: number) => formatNumber(value, languageOf(vscode.env.language));
  const saved = vscode.l10n.t(
    "The report is saved: {0}. Steps run: {1} of {2}.",
    posix.basename(target.path),
    number(ran),
    number(cells),
  );
  if ((await vscode.window.showInformationMessage(saved, open)) === open) {
    await vscode.env.openExternal(target);
  }
}
