import { basename, join, relative } from "node:path";
import * as vscode from "vscode";
import { type Language, languageOf } from "../../common/language.ts";
import { type CopyPlan, copyLab, planCopy } from "../copy-lab.ts";
import { notebookType } from "../notebook-type.ts";
import { registerCommand } from "./register.ts";

/** What the palette asks for; whoever calls the command from elsewhere may give it. */
interface Answers {
  readonly folder?: vscode.Uri;
  readonly language?: Language;
}

/** Copies files and runs none of them, so it works without trust too. */
export function registerOpenLab(context: vscode.ExtensionContext): vscode.Disposable {
  return registerCommand("openLab", async (answers: Answers = {}) => {
    const language = answers.language ?? (await chooseLanguage());
    const folder = language && (answers.folder ?? (await chooseFolder()));
    if (!folder) return undefined;
    const plan = await planCopy(context.extensionPath, language, folder.fsPath);
    const overwrite = await askToOverwrite(plan, folder);
    if (overwrite === undefined) return undefined;
    await copyLab(plan, folder.fsPath, overwrite);
    const notebook = vscode.Uri.joinPath(folder, `surge.${language}.lab.md`);
    await vscode.commands.executeCommand("vscode.openWith", notebook, notebookType);
    if (!vscode.workspace.getWorkspaceFolder(notebook)) void offerFolder(folder, notebook);
    return notebook;
  });
}

/** Asks only where the languages of the editor and of the system differ. */
async function chooseLanguage(): Promise<Language | undefined> {
  const editor = languageOf(vscode.env.language);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const system = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  if (languageOf(system) === editor) return editor;
  const choices = [
    { label: "English", language: "en" as const },
    { label: "Русский", language: "ru" as const },
  ];
  const title = vscode.l10n.t("Language of the lab");
  return (await vscode.window.showQuickPick(choices, { title }))?.language;
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t("Folder for the lab"),
    openLabel: vscode.l10n.t("Put the lab here"),
  });
  return chosen?.[0];
}

/** @returns undefined when the student wants neither. */
async function askToOverwrite(plan: readonly CopyPlan[], folder: vscode.Uri): Promise<boolean | undefined> {
  const mine = plan.filter(({ state }) => state === "mine").map(({ to }) => relative(folder.fsPath, to));
  if (mine.length === 0) return false;
  const keep = vscode.l10n.t("Keep mine");
  const overwrite = vscode.l10n.t("Overwrite");
  const shown = mine.slice(0, 10);
  const detail = shown.length < mine.length ? [...shown, "…"].join("\n") : shown.join("\n");
  const question = vscode.l10n.t(
    "“{0}” has files that differ from those of the lab: {1}. Keep yours?",
    basename(folder.fsPath),
    mine.length,
  );
  const choice = await vscode.window.showWarningMessage(question, { modal: true, detail }, keep, overwrite);
  return choice === undefined ? undefined : choice === overwrite;
}

/** The lab works without it, but the app's files are then in the Explorer. */
async function offerFolder(folder: vscode.Uri, notebook: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t("Open Folder");
  const say = vscode.l10n.t(
    "The lab is in {0}. Its app is in {1}, to be read and changed.",
    ...places(folder),
  );
  if ((await vscode.window.showInformationMessage(say, open)) !== open) return;
  await vscode.commands.executeCommand("vscode.openFolder", folder, { filesToOpen: [notebook] });
}

function places(folder: vscode.Uri): [string, string] {
  return [folder.fsPath, join("lab-stack", "app")];
}
