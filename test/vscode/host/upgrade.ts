import assert from "node:assert/strict";
import { mkdtemp, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { earlierLabs, writeFiles } from "../../support/earlier-labs.ts";
import { closeAll, codeCells, open, outputOf, until } from "./lab.ts";

suite("a lab folder of an earlier version", () => {
  teardown(closeAll);

  test("shows the results that it has kept, and names one that cannot be read", async () => {
    const folder = await mkdtemp(path.join(await realpath(tmpdir()), "Лаба surge "));
    const files = earlierLabs.withResults;
    await writeFiles(files, folder);
    const broken = path.join(folder, ".surge-lab/results/kinds.en/stop.json");
    const kept = JSON.parse(files[".surge-lab/results/kinds.en/stop.json"] ?? "");
    const edited = JSON.stringify({ ...kept, version: 2, result: { action: "halt" } });
    await writeFile(broken, edited);
    // upgrade.long.test.ts draws all of them.
    const some = (files["kinds.en.lab.md"] ?? "")
      .split("\n\n")
      .filter((text, at) => at % 6 === 0 || / stop\n/.test(text));
    await writeFile(path.join(folder, "kinds.en.lab.md"), some.join("\n\n"));
    const notebook = await open(vscode.Uri.file(path.join(folder, "kinds.en.lab.md")));
    const cells = codeCells(notebook);
    assert(cells.length > 6 && cells.length === some.length);
    const told: string[] = [];
    for (const cell of cells) {
      await until(`cell ${cell.index} has its result back`, () => cell.outputs[0]);
      told.push(outputOf(cell));
    }
    const unreadable = told.filter((text) => /^Measured on .* by another version of Surge Lab/.test(text));
    assert.equal(unreadable.length, 1);
    assert.equal(
      told.filter((text) => /^Measured on .*, before this notebook was opened\.\n/.test(text)).length,
      cells.length - 1,
    );
    assert.equal(notebook.isDirty, false);
  }).timeout(120_000);
});
