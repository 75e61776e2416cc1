import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { runCli } from "../support/cli.ts";

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

  test("that could not write its result reads nothing: exit 2", async () => {
    const { code, stderr } = await runCli(["--grade", folder, "--html", join(folder, "none/class.html")]);
    assert.equal(code, 2);
    assert.match(stderr, /cannot be written/);
  });
});
