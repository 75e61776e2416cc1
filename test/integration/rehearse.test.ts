import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { runCli } from "../support/cli.ts";

const cell = (step: string, body: string) => `\`\`\`yaml lab ${step}\n${body}\n\`\`\`\n\n`;

describe("a rehearsal", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const rehearse = async (text: string, ...args: string[]) => {
    const file = join(folder, "evening.lab.md");
    await writeFile(file, text);
    return await runCli(["--rehearse", file, "--engine", "embedded", ...args], { KAFKA_HOME: "" });
  };

  test("says what to install for the steps that were skipped, each program once, and passes", async () => {
    const kafka = "start: { with: [kafka] }\nneeds: [kafka]";
    const { code, stdout, stderr } = await rehearse(
      cell("runs", "compare:\nexpect: { runs.length: 0 }") + cell("kafka", kafka) + cell("again", kafka),
    );
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^○ evening +1 +0 +2 /m);
    assert.match(stdout, /What to install/);
    assert.equal(stdout.match(/KAFKA_HOME/g)?.length, 1, stdout);
  });

  test("names each step that failed with its reason, and those that never ran: exit 1", async () => {
    const { code, stdout } = await rehearse(
      cell("empty", "compare:\nexpect: { runs.length: 3 }") +
        cell("look", "inspect:") +
        cell("last", "compare:"),
    );
    assert.equal(code, 1);
    assert.match(stdout, /^✗ evening +0 +3 +0 /m);
    assert.match(stdout, /^✗ evening, empty: expected .*3, measured 0/m);
    assert.match(stdout, /^✗ evening, look: The stack is not running\./m);
    assert.match(stdout, /^✗ evening, last: it did not run/m);
  });

  test("speaks Russian", async () => {
    const { stdout } = await rehearse(cell("look", "inspect:"), "--lang", "ru");
    assert.match(stdout, /^✗ evening, look: Стенд не запущен\./m);
  });
});
