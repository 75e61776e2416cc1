import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { suite, suiteSetup, suiteTeardown, test } from "mocha";
import * as vscode from "vscode";
import { cell, closeAll, find, open, outputOf, run, until, writeLab } from "./lab.ts";

const good = [
  'import { redis } from "../connections.ts";',
  "",
  'export const about = { en: "Mine.", ru: "Моя." };',
  "export async function hit(): Promise<void> {",
  '  await redis.incr("mine");',
  "}",
  "",
];
/** The third line is left open. */
const unfinished = good.with(2, 'export const about = { en: "Mine.", ru: ');
const misspelt = good.with(4, '  await redis.incrr("mine");');

suite("a student's own strategy", () => {
  let yours: vscode.Uri;

  suiteSetup(async function () {
    this.timeout(120_000);
    const notebook = await writeLab("own.lab.md", cell("start", "start:"));
    const folder = vscode.Uri.joinPath(notebook, "..");
    await vscode.commands.executeCommand("surgeLab.openLab", { folder, language: "en" });
    yours = vscode.Uri.joinPath(folder, "lab-stack/app/strategies/yours.ts");
    await writeFile(yours.fsPath, good.join("\n"));
    const start = find(await open(notebook), 0);
    await run(start);
    assert.equal(start.executionSummary?.success, true, outputOf(start));
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand("surgeLab.stopStack");
    await closeAll();
  });

  test("what keeps it from running is marked at its line when it is saved, until it is mended", async () => {
    await save(unfinished);
    const marked = await until("the mistake is marked", () => marks("Surge Lab")[0]);
    assert(marked.range.start.line >= 2, `line ${marked.range.start.line + 1}`);
    assert.equal(marked.severity, vscode.DiagnosticSeverity.Error);
    await save(good);
    await until("the mark is gone", () => (marks("Surge Lab").length === 0 ? true : undefined));
  }).timeout(90_000);

  test("the editor checks it against the types of the app, and says what it imports, without any package", async () => {
    await save(misspelt);
    // Until it has looked at this text, it speaks of the one before.
    const wrong = await until("TypeScript finds the misspelt command, and nothing else", () => {
      const [first, ...others] = marks("ts");
      return others.length === 0 && first?.message.includes("incrr") ? first : undefined;
    });
    assert.equal(wrong.range.start.line, 4);
    await save(good);
    await until("nothing is wrong with it", () => (marks("ts").length === 0 ? true : undefined));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      yours,
      new vscode.Position(4, 16),
    );
    const said = hovers.flatMap(({ contents }) => contents.map(textOf));
    assert.match(said.join("\n"), /Adds one/);
  }).timeout(90_000);

  function marks(source: string): vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(yours).filter((each) => each.source === source);
  }

  /** As a student does: in the editor. */
  async function save(lines: readonly string[]): Promise<void> {
    const document = await vscode.workspace.openTextDocument(yours);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(yours, new vscode.Range(0, 0, document.lineCount, 0), lines.join("\n"));
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    // On a busy machine VS Code may give a save up.
    while (document.isDirty) await document.save();
    assert.equal(await readFile(yours.fsPath, "utf8"), lines.join("\n"));
  }
});

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === "string" ? content : content.value;
}
