import { basename, join, relative } from "node:path";
import * as vscode from "vscode";
import { isLanguage, type Language, languageOf, languages } from "../../common/language.ts";
import { editorLanguage, editorWords } from "../editor-language.ts";
import { notebookType } from "../notebook/notebook-type.ts";
import { registerCommand } from "../register-command.ts";
import type { CopyPlan } from "./copy-lab.ts";

/** Copies files and runs none of them, so it works without trust too. */
export function registerOpenLab(context: vscode.ExtensionContext): vscode.Disposable {
  return registerCommand("openLab", async (answers) => {
    const given = givenAnswers(answers);
    const language = given.language ?? (await chooseLanguage());
    const folder = language && (given.folder ?? (await chooseFolder()));
    if (!folder) return undefined;
    const { copyLab, planCopy } = await import("../on-demand.ts");
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

/** A test gives the answers; a student is asked. */
function givenAnswers(answers: unknown): { folder?: vscode.Uri; language?: Language } {
  const { folder, language } = Object(answers);
  return { ...(folder instanceof vscode.Uri && { folder }), ...(isLanguage(language) && { language }) };
}

/** Asks only where VS Code's language and the system's differ. */
async function chooseLanguage(): Promise<Language | undefined> {
  const editor = editorLanguage();
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const system = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  if (languageOf(system) === editor) return editor;
  const names = { en: "English", ru: "Русский" };
  const editorFirst = [editor, ...languages.filter((language) => language !== editor)];
  const choices = editorFirst.map((language) => ({ label: names[language], language }));
  const title = editorWords().openLab.language;
  return (await vscode.window.showQuickPick(choices, { title }))?.language;
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const words = editorWords().openLab;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: words.folder,
    openLabel: words.putHere,
  });
  return chosen?.[0];
}

/** @returns undefined when the student cancels. */
async function askToOverwrite(plan: readonly CopyPlan[], folder: vscode.Uri): Promise<boolean | undefined> {
  const mine = plan.filter(({ state }) => state === "mine").map(({ to }) => relative(folder.fsPath, to));
  if (mine.length === 0) return false;
  const { keep, overwrite, keepYours } = editorWords().openLab;
  const shown = mine.slice(0, 10);
  const detail = shown.length < mine.length ? [...shown, "…"].join("\n") : shown.join("\n");
  const question = keepYours(basename(folder.fsPath), mine.length);
  const choice = await vscode.window.showWarningMessage(question, { modal: true, detail }, keep, overwrite);
  return choice === undefined ? undefined : choice === overwrite;
}

/** The lab works without it, but then the app's files are not in the Explorer. */
async function offerFolder(folder: vscode.Uri, notebook: vscode.Uri): Promise<void> {
  const { openFolder, placed } = editorWords().openLab;
  const message = placed(folder.fsPath, join("lab-stack", "app"));
  if ((await vscode.window.showInformationMessage(message, openFolder)) !== openFolder) return;
  await vscode.commands.executeCommand("vscode.openFolder", folder, { filesToOpen: [notebook] });
}
