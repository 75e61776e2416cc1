import { access, copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import { ownAppError } from "../../stack/own-app/errors.ts";
import { isTrusted } from "../consent.ts";
import { editorLanguage } from "../editor-language.ts";
import type { OpenLabs } from "../open-labs.ts";
import { insertAt } from "./insert-cell.ts";
import { en } from "./new-app.en.ts";
import { ru } from "./new-app.ru.ts";

const wordsIn = { en, ru };

/** The folders in `extension/new-app`: each has the files of an app and the cell that starts it. */
const kinds = ["fastapi", "fastapi-redis", "node", "node-redis", "empty"] as const;
type Kind = (typeof kinds)[number];
const cellFile = "cell.yaml";
const firstLoad = "load:\n  strategy: own\n  requests: 1000\n  connections: 50";

/**
 * Puts an app of the student's own into the lab folder, and the cells that start it and load it below the selected one. A
 * test gives the answers; a student is asked.
 */
export async function newApp(labs: OpenLabs, answers: unknown): Promise<void> {
  if (!isTrusted()) return;
  const editor = vscode.window.activeNotebookEditor;
  const { session } = await labs.current();
  const { labFolder: lab, distFolder } = session.options;
  if (lab === undefined) throw ownAppError("own-no-lab");
  const { kind = await chooseKind(), name = await chooseName(lab) } = given(answers);
  if (kind === undefined || name === undefined) return;
  const source = join(distFolder, "new-app", kind);
  const cell = (await readFile(join(source, cellFile), "utf8")).trimEnd().replace("./my-app", `./${name}`);
  const folder = join(lab, name);
  if (await isThere(folder)) throw ownAppError("own-exists", { folder });
  await mkdir(folder);
  const files = (await readdir(source)).filter((file) => file !== cellFile);
  for (const file of files) await copyFile(join(source, file), join(folder, file));
  const [main] = files;
  // Before the cells: in half the width the results above them grow, and would push them out of view.
  if (main !== undefined) await showBeside(join(folder, main));
  if (editor) {
    const index = Math.min(editor.selection.end, editor.notebook.cellCount);
    await insertAt(editor, { code: firstLoad, index });
    await insertAt(editor, { code: cell, index });
  }
}

async function showBeside(path: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
  });
}

function given(answers: unknown): { kind?: Kind; name?: string } {
  const { kind, name } = Object(answers);
  const known = kinds.find((each) => each === kind);
  return { ...(known && { kind: known }), ...(typeof name === "string" && { name }) };
}

async function chooseKind(): Promise<Kind | undefined> {
  const { choose, kinds: names } = wordsIn[editorLanguage()];
  const items = kinds.map((app) => ({ label: names[app], app }));
  return (await vscode.window.showQuickPick(items, { title: choose }))?.app;
}

async function chooseName(lab: string): Promise<string | undefined> {
  const words = wordsIn[editorLanguage()];
  return await vscode.window.showInputBox({
    title: words.folder(basename(lab)),
    value: await freeName(lab),
    validateInput: async (name) => {
      if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(name)) return words.badName;
      return (await isThere(join(lab, name))) ? words.exists : undefined;
    },
  });
}

async function freeName(lab: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? "my-app" : `my-app-${number}`;
    if (!(await isThere(join(lab, name)))) return name;
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
