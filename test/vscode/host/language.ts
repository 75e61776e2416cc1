import assert from "node:assert/strict";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { stepOf } from "../../../extension/vscode/notebook/notebook-serializer.ts";
import { cell, closeAll, codeCells, find, openText, until } from "./lab.ts";

suite("typing in cells", () => {
  teardown(closeAll);

  test("completion offers the action's keys, also between braces, and the strategies of the lab", async () => {
    const code =
      cell("a", "load:\n  strategy: naive\n  ") + cell("b", "show: {  }") + cell("c", "load: { strategy:  }");
    const notebook = await openText("complete.lab.md", code);
    assert.deepEqual(labels(await completionsAt(notebook, 0, new vscode.Position(2, 2))), [
      "requests",
      "duration",
      "connections",
      "rate",
      "by",
      "pause",
      "timeout",
      "processEvery",
      "fault",
      "retry",
      "trace",
    ]);
    assert.deepEqual(labels(await completionsAt(notebook, 1, new vscode.Position(0, 8))), ["strategy"]);
    const strategies = await completionsAt(notebook, 2, new vscode.Position(0, 18));
    assert(
      ["naive", "pooled", "batched"].every((name) => labels(strategies).includes(name)),
      `${labels(strategies)}`,
    );
    assert.match(documentation(strategies, "naive"), /connection for every hit/);
  });

  test("the documentation speaks the notebook's language", async () => {
    const notebook = await openText("complete.ru.lab.md", cell("a", "loa"));
    const items = await completionsAt(notebook, 0, new vscode.Position(0, 3));
    assert.match(documentation(items, "load"), /запросы/);
  });

  test("hover says what a parameter and a strategy are", async () => {
    const notebook = await openText("hover.lab.md", cell("a", "load: { strategy: naive, connections: 5 }"));
    assert.match(
      await hoverAt(notebook, new vscode.Position(0, 28)),
      /whole number from 1 to 1,000; 50 by default/,
    );
    assert.match(await hoverAt(notebook, new vscode.Position(0, 20)), /connection for every hit/);
  });

  test("a wrong name is marked, and its quick fix puts the nearest one there", async () => {
    const code = cell("key", "load: { stratgy: naive }") + cell("name", "load: { strategy: nave }");
    const notebook = await openText("fix.lab.md", code);
    for (const [index, severity, right] of [
      [0, vscode.DiagnosticSeverity.Error, "load: { strategy: naive }"],
      [1, vscode.DiagnosticSeverity.Warning, "load: { strategy: naive }"],
    ] as const) {
      const { document } = find(notebook, index);
      const marked = await until(
        "the fault is marked",
        () => vscode.languages.getDiagnostics(document.uri)[0],
      );
      assert.equal(marked.severity, severity);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        marked.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const edit = actions.find(({ isPreferred }) => isPreferred)?.edit;
      assert(edit, `no fix among ${actions.map(({ title }) => title)}`);
      assert.equal(await vscode.workspace.applyEdit(edit), true);
      assert.equal(document.getText(), right);
      await until("the mark is gone", () =>
        vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined,
      );
    }
  });

  test("formatting mends the spacing, keeps comments, and leaves alone what cannot be read", async () => {
    const code = cell("a", "load:\n      strategy:   naive   # mine") + cell("b", "load: {");
    const notebook = await openText("format.lab.md", code);
    const { document } = find(notebook, 0);
    const edits = await formatted(document);
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    assert.equal(document.getText(), "load:\n  strategy: naive # mine");
    assert.deepEqual((await formatted(document)) ?? [], []);
    assert.deepEqual((await formatted(find(notebook, 1).document)) ?? [], []);
  });

  test("Insert Cell puts a cell without a fault below the one in front", async () => {
    const notebook = await openText("insert.ru.lab.md", cell("a", "start:") + cell("b", "stop:"));
    const editor = vscode.window.activeNotebookEditor;
    assert(editor);
    editor.selection = new vscode.NotebookRange(0, 1);
    await vscode.commands.executeCommand("surgeLab.insertCell", "discuss");
    const texts = codeCells(notebook).map(({ document }) => document.getText());
    assert.equal(texts.length, 3);
    assert.match(texts[1] ?? "", /^discuss:\n {2}questions:\n {4}- question: Что/);
    assert.equal(find(notebook, 1).document.languageId, "surge-lab");
    assert.equal(stepOf(find(notebook, 1)), "discuss");
    assert.equal(editor.selection.start, 1);
  });

  test("in the notebook of an exercise it asks for a hint of that one", async () => {
    const notebook = await openText("exercise.lab.md", cell("begin", "begin: exercise-4"));
    await vscode.commands.executeCommand("surgeLab.insertCell", "hint");
    assert.equal(find(notebook, 1).document.getText(), "hint: exercise-4");
  });

  test("what a notebook names before it has begun or started it is no mistake", async () => {
    const names = ["yours", "own", "mine"].map((name) => cell(name, `load: { strategy: ${name} }`)).join("");
    const notebook = await openText("later.lab.md", names);
    const marked = () =>
      codeCells(notebook).map(({ document }) => vscode.languages.getDiagnostics(document.uri).length);
    await until("the unknown one is marked", () => (marked()[2] === 1 ? true : undefined));
    assert.deepEqual(marked(), [0, 0, 1]);
  });

  test("the quick pick of Insert Cell inserts what is picked", async () => {
    const notebook = await openText("pick.lab.md", cell("a", "start:"));
    const inserting = vscode.commands.executeCommand("surgeLab.insertCell");
    // The pick is open once it takes the command; until then nothing is accepted.
    let done = false;
    void inserting.then(() => {
      done = true;
    });
    while (!done) {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(find(notebook, 1).document.getText(), "start:");
    assert.equal(stepOf(find(notebook, 1)), "start");
  });
});

async function completionsAt(notebook: vscode.NotebookDocument, index: number, position: vscode.Position) {
  const { document } = find(notebook, index);
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
  );
  // Other providers may add their own; ours have documentation or a place in an order of four digits.
  return items.filter(({ sortText }) => /^\d{4}$/.test(sortText ?? ""));
}

function labels(items: readonly vscode.CompletionItem[]): string[] {
  return items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

function documentation(items: readonly vscode.CompletionItem[], label: string): string {
  const found = items.find((item) => item.label === label)?.documentation;
  return typeof found === "string" ? found : (found?.value ?? "");
}

async function hoverAt(notebook: vscode.NotebookDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    find(notebook, 0).document.uri,
    position,
  );
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((content) => (typeof content === "string" ? content : content.value)).join("\n");
}

function formatted(document: vscode.TextDocument): Thenable<vscode.TextEdit[]> {
  const options: vscode.FormattingOptions = { tabSize: 2, insertSpaces: true };
  return vscode.commands.executeCommand("vscode.executeFormatDocumentProvider", document.uri, options);
}
