import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { runCli } from "../support/cli.ts";

const notebook = `# A small surge

Fifty hits, *two* at a time.

\`\`\`yaml lab start
start:
\`\`\`

\`\`\`yaml lab atomic-load
load: { strategy: atomic, requests: 50, connections: 2 }
predict: { stored: 49, lost: , why: "one *is* lost" }
\`\`\`
<!-- expect: { lost: 0, stored: "= ok", ok: 50 } -->

## My answer

The counter says fifty, because PostgreSQL adds one itself.

\`\`\`sql lab counter
SELECT value FROM counter WHERE strategy = 'atomic'
\`\`\`
`;

describe("the report of a lab that ran", () => {
  let folder = "";
  let html = "";
  const at = (name: string) => join(folder, name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-report-test-"));
    await writeFile(at("small.lab.md"), notebook);
    const run = await runCli([at("small.lab.md"), "--engine", "embedded", "--report", at("report.html")]);
    assert.equal(run.code, 0, run.stdout + run.stderr);
    html = await readFile(at("report.html"), "utf8");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function verify(text: string, ...rest: string[]) {
    await writeFile(at("changed.html"), text);
    return runCli(["--verify", at("changed.html"), ...rest]);
  }

  test("holds the prose, the student's answer, the prediction and what was measured", () => {
    for (const text of [
      "<h1>A small surge</h1>",
      "<p>Fifty hits, <em>two</em> at a time.</p>",
      "load: { strategy: atomic, requests: 50, connections: 2 }",
      "The count is right: 50 acknowledged, 50 stored.",
      "Your prediction",
      "predict: { stored: 49, lost: , why: &quot;one *is* lost&quot; }",
      "expect: { lost: 0, stored: &quot;= ok&quot;, ok: 50 }",
      "Your reason:",
      "because PostgreSQL adds one itself.",
      "value: 50",
      "small.lab.md",
    ]) {
      assert.ok(html.includes(text), text);
    }
    assert.ok(html.includes('"predicted":[{"key":"stored","guess":49,"got":50}]'), "an open guess is none");
    assert.ok(!html.includes(folder), "no path of the student's machine");
  });

  test("agrees with itself: exit 0 and one line, in the language that is asked for", async () => {
    const { code, stdout, stderr } = await verify(html);
    assert.equal(code, 0, stdout + stderr);
    assert.match(
      stdout,
      /^\S*changed\.html agrees with its results: steps run 3 of 3, every verdict recomputed\.\n$/,
    );
    assert.match((await verify(html, "--lang", "ru")).stdout, /всё сходится с результатами/);
  });

  test("one number changed by hand is named: exit 1", async () => {
    const results = await verify(
      html.replace('"stored":50,"pending":0,"lost":0', '"stored":49,"pending":0,"lost":0'),
    );
    assert.equal(results.code, 1, results.stdout);
    assert.match(results.stdout, /^Step atomic-load, lost: the report says 0, its own numbers give 1\.$/m);
    const page = await verify(html.replace("50 acknowledged, 50 stored", "50 acknowledged, 51 stored"));
    assert.equal(page.code, 1, page.stdout);
    assert.match(page.stdout, /shows “.*51 stored.*”, its results give “.*50 stored.*”/);
    assert.equal(page.stdout.trim().split("\n").length, 1);
  });

  test("what cannot be verified is refused with what to do: exit 2", async () => {
    const cases: [text: string, says: RegExp][] = [
      ["<p>Hello</p>", /is not a report of Surge Lab/],
      [html.replace('"version":1', '"version":7'), /newer Surge Lab: its format is 7.*Update/],
      [html.replace('"cells":[', '"cells":[[['), /cannot be read .*changed or damaged/],
    ];
    for (const [text, says] of cases) {
      const { code, stdout, stderr } = await verify(text);
      assert.equal(code, 2, stdout + stderr);
      assert.match(stderr, says);
    }
    const missing = await runCli(["--verify", at("none.html")]);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /none\.html cannot be read/);
    await writeFile(at("large.html"), html);
    await truncate(at("large.html"), 60_000_000);
    const large = await runCli(["--verify", at("large.html")]);
    assert.equal(large.code, 2);
    assert.match(large.stderr, /large\.html is too large for a report/);
    assert.equal((await runCli(["--verify", at("report.html"), "--list"])).code, 2);
  });

  test("a report that cannot be written is refused before anything runs", async () => {
    const { code, stdout, stderr } = await runCli([
      at("small.lab.md"),
      "--report",
      at("no/such/report.html"),
    ]);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /report\.html/);
  });
});
