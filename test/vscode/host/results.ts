import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { readStyles } from "../../../extension/report/styles.ts";
import { verifyReport } from "../../../extension/report/verify-report.ts";
import { cell, closeAll, codeCells, extensionId, find, open, openText, outputOf, run, until } from "./lab.ts";

const mark = /^Measured on \d{1,2} \w+ \d{4}, \d\d:\d\d, before this notebook was opened\.\n/;

/** A file of the lab's own folder, as soon as it says that. */
async function written({ uri }: vscode.NotebookDocument, file: string, says: RegExp): Promise<string> {
  let text = "";
  const read = async () => {
    text = await readFile(path.join(path.dirname(uri.fsPath), ".surge-lab", file), "utf8").catch(() => "");
  };
  await until(`${file} says ${says}`, () => {
    void read();
    return says.test(text) ? true : undefined;
  });
  return text;
}

const hasOutput = (which: vscode.NotebookCell) =>
  until(`cell ${which.index} has its result back`, () => {
    const { timing } = which.executionSummary ?? {};
    return which.outputs.length > 0 && timing ? timing : undefined;
  });

suite("results that stay", () => {
  suiteSetup(async () => {
    const start = find(await openText("start.lab.md", cell("start", "start:")), 0);
    await run(start);
    assert.equal(start.executionSummary?.success, true, outputOf(start));
    await closeAll();
  });
  teardown(closeAll);

  test("a notebook that is opened again has them, with their time, and is clean; the report has them, too", async () => {
    const load = cell("load", "load: { strategy: atomic, requests: 200, connections: 10 }");
    const failing = cell("wrong", "load: { strategy: none }");
    const first = await openText(
      "kept.en.lab.md",
      `# Kept\n\n${load}\n${failing}\n${cell("later", "inspect:")}`,
    );
    const [loaded, wrong] = codeCells(first);
    assert(loaded && wrong);
    for (const which of [loaded, wrong]) await run(which);
    const [said, failed] = [outputOf(loaded), outputOf(wrong)];
    const ran = loaded.executionSummary?.timing;
    await written(first, "results/kept.en/load.json", /"strategy": "atomic"/);
    const page = await written(first, "progress.md", /\| wrong \| load \| not as expected \|/);
    assert.match(page, /\| load \| load \| as expected \| .*\| later \| inspect \| not run yet · next \|/s);
    await closeAll();

    const again = await open(first.uri);
    assert.notEqual(again, first);
    const [kept, error, later] = codeCells(again);
    assert(kept && error && later);
    const timing = await hasOutput(kept);
    assert.match(outputOf(kept), mark);
    assert(outputOf(kept).endsWith(said), outputOf(kept));
    assert.equal(kept.executionSummary?.success, undefined, "neither a tick nor a cross");
    assert.equal(kept.executionSummary?.executionOrder, undefined);
    assert(ran && Math.abs(timing.startTime - ran.startTime) < 1000 && timing.endTime <= ran.endTime);
    await hasOutput(error);
    assert.match(outputOf(error), mark);
    assert(outputOf(error).includes(failed.split(/\. /)[0] ?? ""), outputOf(error));
    assert.equal(later.outputs.length, 0);
    assert.equal(again.isDirty, false);

    const target = vscode.Uri.joinPath(again.uri, "..", "kept.html");
    await vscode.commands.executeCommand("surgeLab.exportReport", { target, student: "" });
    const html = await readFile(target.fsPath, "utf8");
    const extension = vscode.extensions.getExtension(extensionId);
    assert(extension);
    const { report, disagreements } = verifyReport(html, {
      file: target.fsPath,
      styles: await readStyles(path.join(extension.extensionPath, "dist")),
      surgeLab: extension.packageJSON.version,
    });
    assert.deepEqual(disagreements, []);
    assert.deepEqual(
      report.cells.map(({ status, measuredAt }) => [status, measuredAt !== undefined]),
      [
        ["ok", true],
        ["failed", true],
        ["skipped", false],
      ],
    );

    // A new run takes the old one's place.
    await run(kept);
    assert.equal(kept.executionSummary?.success, true, outputOf(kept));
    assert.doesNotMatch(outputOf(kept), mark);
  }).timeout(90_000);

  test("a file that another program changes keeps its results; one that is no result gives none", async () => {
    const asking = (answer: string) => `discuss: { questions: [{ question: "Why?", answer: "${answer}" }] }`;
    const text = cell("one", asking("First."));
    const notebook = await openText("outside.lab.md", `${text}\n${cell("two", asking("Second."))}`);
    for (const which of codeCells(notebook)) await run(which);
    await written(notebook, "results/outside/two.json", /Second/);
    const folder = path.dirname(notebook.uri.fsPath);
    await writeFile(path.join(folder, ".surge-lab/results/outside/two.json"), '{ "version": 99 }');
    await writeFile(notebook.uri.fsPath, `New words.\n\n${text}\n${cell("two", asking("Third."))}`);
    await until("the notebook is read again", () =>
      /New words/.test(notebook.cellAt(0).document.getText()) ? true : undefined,
    );
    await hasOutput(find(notebook, 0));
    assert.equal(notebook.isDirty, false);
    await closeAll();

    const again = await open(notebook.uri);
    await hasOutput(find(again, 0));
    assert.equal(find(again, 1).outputs.length, 0);
    assert.equal(again.isDirty, false);
  });

  test("a click on a step in the progress view leads to its cell", async () => {
    const notebook = await openText("reveal.lab.md", cell("one", "inspect:") + cell("two", "compare:"));
    await closeAll();
    await vscode.commands.executeCommand("surgeLab.progress.focus");
    await vscode.commands.executeCommand("surgeLab.revealStep", notebook.uri, "two");
    const editor = vscode.window.activeNotebookEditor;
    assert.equal(editor?.notebook.uri.toString(), notebook.uri.toString());
    assert.equal(editor?.selection.start, 1);
  });
});
