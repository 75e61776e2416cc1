import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fillIn } from "../../extension/actions/check/comparison/fill.ts";
import { alike } from "../../extension/common/language.ts";
import { buffersCompared } from "../samples/buffers-compared.ts";
import { runCli } from "../support/cli.ts";
import { handIn } from "../support/hand-in.ts";
import { aboutFence } from "../support/namespaces.ts";
import { root } from "../support/stack.ts";

describe("a grading", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("of a folder without reports says so: exit 2", async () => {
    const { code, stderr } = await runCli(["--grade", folder]);
    assert.equal(code, 2);
    assert.match(stderr, /There is no report \(\*\.html, \*\.json\) in/);
  });

  test("names a file that is no report, and starts no server for it: exit 1", async () => {
    await writeFile(join(folder, "anna.html"), "<p>Nothing.</p>");
    const csv = join(folder, "points.csv");
    const { code, stdout, stderr } = await runCli(["--grade", folder, "--csv", csv]);
    assert.equal(code, 1, stderr);
    assert.match(stdout, /^anna +– +0/m);
    assert.equal(stderr, "");
    assert.match(await readFile(csv, "utf8"), /^anna,"anna\.html is not a report of Surge Lab\./m);
  });

  test("of a page needs no server: its figures are those of its own report's loads, or not", async () => {
    const reports = join(folder, "pages");
    const solution = await readFile(join(root, "extension/exercises/exercise-8/solution.en.md"), "utf8");
    const runs = Object.values(buffersCompared).map((result) => ({ name: alike(""), result }));
    const text = fillIn(solution, runs, "en");
    const page = { exercise: "exercise-8", written: "comparison.md", text } as const;
    await handIn(reports, "honest.html", { ...page, loads: buffersCompared });
    // Copied, with the loads of somebody else left out.
    const { "pace-stream": _, ...others } = buffersCompared;
    await handIn(reports, "foreign.html", { ...page, loads: others });
    const [csv, html] = [join(folder, "pages.csv"), join(folder, "class.html")];
    const { code, stderr } = await runCli(["--grade", reports, "--csv", csv, "--html", html]);
    assert.equal(code, 0, stderr);
    assert.equal(stderr, "");
    const written = await readFile(csv, "utf8");
    assert.match(written, /^honest,agree with their results,[^\r]*,8,8,,2,no,/m);
    assert.match(written, /^foreign,agree with their results,[^\r]*,[3-7],8,"?✗ /m);
    const shown = await readFile(html, "utf8");
    assert.match(shown, /In the report of foreign: 8 points/);
    assert.doesNotMatch(shown, /In the report of honest/);
  });

  test("of a report in JSON is that of the same one in HTML; what cannot be read is a row of its own", async () => {
    const text = await readFile(join(root, "extension/exercises/exercise-8/solution.en.md"), "utf8");
    const page = { exercise: "exercise-8", written: "comparison.md", text, loads: buffersCompared } as const;
    const graded = async (
      name: string,
      files: readonly string[],
      more: Readonly<Record<string, string>> = {},
    ) => {
      const reports = join(folder, name);
      for (const file of files) await handIn(reports, file, page);
      for (const [file, content] of Object.entries(more)) {
        await mkdir(dirname(join(reports, file)), { recursive: true });
        await writeFile(join(reports, file), content);
      }
      const csv = join(folder, `${name}.csv`);
      const { code, stderr } = await runCli(["--grade", reports, "--csv", csv]);
      assert.equal(stderr, "");
      return { code, csv: await readFile(csv, "utf8") };
    };
    const html = await graded("html", ["anna.html"]);
    assert.match(html.csv, /^anna,agree with their results,/m);
    for (const files of [["anna.json"], ["anna.html", "anna.json"]])
      assert.deepEqual(await graded(files.join("-and-"), files), html);

    const others = {
      "ben.json": "{",
      "carl/report.json": '{ "version": 1, "cells": [] }',
      "dora/lab-stack/app/package.json": "{}",
      "dora/.surge-lab/results/surge/load.json": "{}",
    };
    const mixed = await graded("mixed", ["anna.json"], others);
    assert.equal(mixed.code, 1);
    const [head, anna] = html.csv.split("\r\n");
    const [first, ...rows] = mixed.csv.trimEnd().split("\r\n");
    assert.deepEqual([first, rows[0]], [head, anna]);
    assert.match(rows[1] ?? "", /^ben,"?The results inside ben\.json cannot be read/);
    assert.match(rows[2] ?? "", /^carl,"carl\/report\.json is not a report of Surge Lab/);
    assert.equal(rows.length, 3);
  });

  test("of an own app says why it does not start, and names code that is not what the result names", {
    skip: aboutFence(),
  }, async () => {
    const reports = join(folder, "own-apps");
    const contract = {
      folder: "my-app",
      command: "node server.ts",
      hit: "POST /hit",
      stored: { sql: "SELECT value FROM counter WHERE id = 1" },
    };
    const files = [{ path: "server.ts", text: 'import "left-pad";\n' }];
    const exercise = "exercise-1";
    await handIn(reports, "anna.json", { exercise, ownApp: { contract, files } });
    await handIn(reports, "ben.json", {
      exercise,
      ownApp: { contract: { ...contract, command: "cobol" }, files },
    });
    const written = await readFile(join(reports, "anna.json"), "utf8");
    await writeFile(join(reports, "eve.json"), written.replace("left-pad", "right-pad"));
    const [csv, html] = [join(folder, "own-apps.csv"), join(folder, "own-apps.html")];
    const { code, stderr } = await runCli(["--grade", reports, "--csv", csv, "--html", html]);
    assert.equal(code, 0, stderr);
    const rows = await readFile(csv, "utf8");
    assert.match(
      rows,
      /^anna,agree with their results,0,\d,The student's own app did not start: it ended before/m,
    );
    assert.match(
      rows,
      /^ben,agree with their results,0,\d,The student's own app did not start: the program that/m,
    );
    assert.match(
      rows,
      /^eve,"?eve\.json: .*SHA-256 is another one.*Step check, sourceHash: the report says/m,
    );
    const page = await readFile(html, "utf8");
    assert.match(page, /Cannot find package .{0,8}left-pad/);
    assert.match(page, /There is no program “cobol” here/);
  });

  test("that could not write its result reads nothing: exit 2", async () => {
    const { code, stderr } = await runCli(["--grade", folder, "--html", join(folder, "none/class.html")]);
    assert.equal(code, 2);
    assert.match(stderr, /cannot be written/);
  });
});
