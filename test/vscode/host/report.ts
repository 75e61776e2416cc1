import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { readStyles } from "../../../extension/report/styles.ts";
import { verifyReport } from "../../../extension/report/verify-report.ts";
import { cell, closeAll, codeCells, extensionId, openText, run } from "./lab.ts";

suite("the report", () => {
  teardown(closeAll);

  test("Export Report writes what ran, says what did not, and agrees with itself", async () => {
    const text = `# My lab\n\n${cell("start", "start:\npredict: { connections.max: 100 }")}\nMy own words.\n\n${cell("later", "inspect:")}`;
    const notebook = await openText("hand-in.en.lab.md", text);
    const [start, later] = codeCells(notebook);
    assert(start && later);
    await run(start);

    const target = vscode.Uri.joinPath(notebook.uri, "..", "hand-in.html");
    const answers = { target, student: "Ада <b>" };
    const written = await vscode.commands.executeCommand<vscode.Uri>("surgeLab.exportReport", answers);
    assert.equal(written.fsPath, target.fsPath);
    assert.equal(notebook.isDirty, false);

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
      report.cells.map(({ step, status }) => [step, status]),
      [
        ["start", "ok"],
        ["later", "skipped"],
      ],
    );
    assert.equal(report.student, "Ада <b>");
    assert.deepEqual(report.cells[0]?.predicted, [{ key: "connections.max", guess: 100, got: 20 }]);
    for (const shown of [
      "<h1>My lab</h1>",
      "My own words.",
      "Your prediction: ",
      "Ада &lt;b>",
      "This step was not run.",
    ]) {
      assert(html.includes(shown), shown);
    }
  });
});
