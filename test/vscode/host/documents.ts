import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { stepOf } from "../../../extension/vscode/notebook/notebook-serializer.ts";
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
    await onCell(0, "notebook.cell.moveDown");
    assert.equal(notebook.isDirty, true);
    assert.equal(await saved(notebook), `${two}\n${one}${behind}\n`);
  }).timeout(90_000);

  suite("a cell that goes with what is hidden behind it", () => {
    const behind = "<!-- expect: { verdict: lost } -->\n";
    const [one, two] = [cell("one", "inspect:") + behind, cell("two", "reset:")];
    const copyOfOne = one.replace("lab one", "lab one-2");

    test("cut and pasted, it is as it was", async () => {
      const notebook = await openText("cut.lab.md", `${one}\n${two}`);
      await onCell(0, "notebook.cell.cut");
      await onCell(0, "notebook.cell.paste");
      await named(notebook, ["two", "one"]);
      assert.equal(await saved(notebook), `${two}\n${one}\n`);
    });

    test("copied, it is told apart by its name, and one undo takes it back", async () => {
      const original = `${one}\n${two}`;
      const notebook = await openText("copy.lab.md", original);
      await onCell(0, "notebook.cell.copy");
      await onCell(1, "notebook.cell.paste");
      await named(notebook, ["one", "two", "one-2"]);
      assert.equal(await saved(notebook), `${original}\n${copyOfOne}`);
      await vscode.commands.executeCommand("undo");
      await named(notebook, ["one", "two"]);
      assert.equal(await saved(notebook), original);
    });

    test("doubled upwards, the copy has the new name", async () => {
      const notebook = await openText("double.lab.md", `${one}\n${two}`);
      await onCell(0, "notebook.cell.copyUp");
      await until("there are two", () => codeCells(notebook)[2]);
      await until("both have a name", () => (names(notebook).includes("one-2") ? true : undefined));
      assert.deepEqual(names(notebook).toSorted(), ["one", "one-2", "two"]);
      assert((await saved(notebook)).includes(copyOfOne));
    });

    test("pasted into another notebook, it keeps its name there", async () => {
      await openText("from.lab.md", one);
      // Else the next one would take its place, and VS Code pastes nothing from a notebook that is closed.
      await vscode.commands.executeCommand("workbench.action.keepEditor");
      await onCell(0, "notebook.cell.copy");
      const notebook = await openText("to.lab.md", two.replaceAll("\n", "\r\n"));
      await onCell(0, "notebook.cell.paste");
      await named(notebook, ["two", "one"]);
      assert.equal(await saved(notebook), `${two}\n${one}`.replaceAll("\n", "\r\n"));
    });
  });

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

async function onCell(index: number, command: string): Promise<void> {
  const editor = vscode.window.activeNotebookEditor;
  assert(editor);
  editor.selection = new vscode.NotebookRange(index, index + 1);
  await vscode.commands.executeCommand(command);
}

function names(notebook: vscode.NotebookDocument): (string | undefined)[] {
  return codeCells(notebook).map(stepOf);
}

async function named(notebook: vscode.NotebookDocument, wanted: readonly string[]): Promise<void> {
  await until(`the cells are ${wanted}`, () =>
    `${names(notebook)}` === `${wanted}` ? true : undefined,
  ).catch((error: unknown) => assert.fail(`${error} They are ${names(notebook)}.`));
}

async function saved(notebook: vscode.NotebookDocument): Promise<string> {
  await vscode.workspace.save(notebook.uri);
  await until("the file is saved", () => !notebook.isDirty || undefined);
  return readFile(notebook.uri.fsPath, "utf8");
}

async function replace({ document }: vscode.NotebookCell, code: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), code);
  assert.equal(await vscode.workspace.applyEdit(edit), true);
}
