import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fillIn } from "../../extension/actions/check/comparison/fill.ts";
import { alike } from "../../extension/common/language.ts";
import { buffersCompared } from "../samples/buffers-compared.ts";
import { runCli } from "../support/cli.ts";
import { handIn } from "../support/hand-in.ts";
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
    assert.match(stderr, /There is no report \(\*\.html\) in/);
  });

  test("names a file that is no report, and starts no server for it: exit 1", async () => {
    await writeFile(join(folder, "anna.html"), "<p>Nothing.</p>");
    const csv = join(folder, "points.csv");
    const { code, stdout, stderr } = await runCli(["--grade", folder, "--csv", csv]);
    assert.equal(code, 1, stderr);
    assert.match(stdout, /^anna +– +0/m);
    assert.equal(stderr, "");
    assert.match(await readFile(csv, "utf8"), /^anna,anna\.html is not a report of Surge Lab\./m);
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

  test("that could not write its result reads nothing: exit 2", async () => {
    const { code, stderr } = await runCli(["--grade", folder, "--html", join(folder, "none/class.html")]);
    assert.equal(code, 2);
    assert.match(stderr, /cannot be written/);
  });
});
