import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import {
  cell,
  closeAll,
  codeCells,
  find,
  open,
  openOwn,
  openText,
  ownNotebooks,
  until,
  writeLab,
} from "./lab.ts";

const text = `# Lab\n\n${cell("one", "inspect:")}\nBetween.\n\n${cell("two", "select 1;", "sql")}\n\ttail  \n`;

suite("the document", () => {
  teardown(closeAll);

  test("every notebook of the lab opens as a notebook and is not dirty", async () => {
    const names = await ownNotebooks();
    assert(names.length >= 2);
    for (const name of names) {
      const notebook = await openOwn(name);
      assert.equal(notebook.notebookType, "surge-lab", name);
      assert.equal(notebook.isDirty, false, name);
      // An exercise is one task.
      assert(codeCells(notebook).length > (name.startsWith("exercise-") ? 2 : 10), name);
      await closeAll();
    }
  });

  for (const [name, original] of [
    ["LF", text],
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["a BOM and no final newline", `\ufeff${text.trimEnd()}`],
  ] as const) {
    test(`an edit changes only its own bytes: ${name}`, async () => {
      const notebook = await openText("edit.lab.md", original);
      await replace(find(notebook, /select 1/), "select 22;");
      assert.equal(notebook.isDirty, true);
      assert.equal(await notebook.save(), true);
      assert.equal(notebook.isDirty, false);
      assert.equal(await readFile(notebook.uri.fsPath, "utf8"), original.replace("select 1;", "select 22;"));
    });
  }

  test("what a cell expects is not shown, goes with the cell, and is marked where it is wrong", async () => {
    const [one, two] = [cell("one", "inspect:"), cell("two", "reset:")];
    const behind = "<!-- expect: { verdict: '> x y' } -->\n";
    const notebook = await openText("hidden.lab.md", `${one}${behind}\n${two}`);
    assert.deepEqual(
      notebook.getCells().map(({ document }) => document.getText()),
      ["inspect:", "reset:"],
    );
    const { document } = find(notebook, 0);
    const marked = await until("the fault is marked", () => vscode.languages.getDiagnostics(document.uri)[0]);
    assert.match(marked.message, /^Line 1 of the comment below this cell.*not a condition/);
    const saved = async () => {
      await vscode.workspace.save(notebook.uri);
      await until("the file is saved", () => !notebook.isDirty || undefined);
      return readFile(notebook.uri.fsPath, "utf8");
    };
    editorSelects(0);
    await vscode.commands.executeCommand("notebook.cell.moveDown");
    assert.equal(notebook.isDirty, true);
    assert.equal(await saved(), `${two}\n${one}${behind}\n`);
  }).timeout(90_000);

  test("a file that cannot be read gives an error, not an empty notebook, and is left alone", async () => {
    const bytes = Buffer.from([0x23, 0x20, 0xff, 0xfe, 0x80, 0x0a]);
    const uri = await writeLab("broken.lab.md", bytes);
    await assert.rejects(async () => await vscode.workspace.openNotebookDocument(uri));
    assert.deepEqual(await readFile(uri.fsPath), bytes);
  });

  test("plain Markdown stays plain Markdown", async () => {
    const uri = await writeLab("README.md", text);
    await vscode.commands.executeCommand("vscode.open", uri);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.equal(vscode.window.activeNotebookEditor, undefined);
  });

  test("a notebook that is opened twice is one document", async () => {
    const notebook = await openText("twice.lab.md", text);
    assert.equal(await open(notebook.uri), notebook);
  });
});

function editorSelects(index: number): void {
  const editor = vscode.window.activeNotebookEditor;
  assert(editor);
  editor.selection = new vscode.NotebookRange(index, index + 1);
}

async function replace({ document }: vscode.NotebookCell, code: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), code);
  assert.equal(await vscode.workspace.applyEdit(edit), true);
}
