import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { JsonReport } from "../../extension/report/json-report.ts";
import { withoutKafka, withoutRabbitmq } from "../support/brokers.ts";
import { runCli } from "../support/cli.ts";
import { kafkaHome } from "../support/kafka-home.ts";
import { root } from "../support/stack.ts";

// test/vscode/browser.long.test.ts runs surge.en.lab.md, cell by cell.
for (const file of ["inside-postgres.ru.lab.md", "buffer-cost.en.lab.md"]) {
  test(`${file}: as it stands, every cell runs, and every expectation holds`, async () => {
    const { code, stdout, stderr } = await runCli([`${root}notebooks/${file}`, "--engine", "embedded"]);
    assert.equal(code, 0, stdout + stderr);
  });
}

test("surge.en.lab.md runs whole on the app in Python; it differs where SQLAlchemy's own pool refuses nobody", async () => {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  try {
    const json = join(folder, "results.json");
    const file = `${root}notebooks/surge.en.lab.md`;
    const words = [file, "--engine", "embedded", "--app", "fastapi", "--json", json];
    const { code, stdout, stderr } = await runCli(words);
    assert.equal(code, 1, stdout + stderr);
    const { cells }: JsonReport = JSON.parse(await readFile(json, "utf8"));
    const surprises = cells.flatMap(({ step, expected, error }) => {
      assert.equal(error, null, step ?? "");
      return expected.filter(({ held }) => !held).map(({ key, got }) => [step, key, got]);
    });
    assert.deepEqual(surprises, [
      ["naive-load", "failed", 0],
      ["naive-load", "failures.53300", null],
      ["claims", "claims.1.judgement", "false"],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("other-buffers.ru.lab.md: the class's own app in both its forms, started and judged by its contract alone", async () => {
  const file = `${root}notebooks/other-buffers.ru.lab.md`;
  const steps = (await readFile(file, "utf8")).match(/(?<=^```yaml lab )class-\S+/gm) ?? [];
  assert.equal(steps.length, 8);
  const { code, stdout, stderr } = await runCli([file, "--engine", "embedded", "--only", steps.join(",")]);
  assert.equal(code, 0, stdout + stderr);
  assert.doesNotMatch(stdout, /○ пропущено/);
});

const withoutBrokers = (await withoutRabbitmq()) || (await withoutKafka());

test("other-buffers.en.lab.md: with brokers and Python, every cell runs and every expectation holds", {
  skip: withoutBrokers,
}, async () => {
  const file = `${root}notebooks/other-buffers.en.lab.md`;
  const { code, stdout, stderr } = await runCli([file, "--engine", "embedded"], {
    KAFKA_HOME: await kafkaHome(),
  });
  assert.equal(code, 0, stdout + stderr);
  assert.doesNotMatch(stdout, /○ skipped/);
});
