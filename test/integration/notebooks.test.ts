import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutKafka, withoutRabbitmq } from "../support/brokers.ts";
import { runCli } from "../support/cli.ts";
import { kafkaHome } from "../support/kafka-home.ts";
import { root } from "../support/stack.ts";

// Each notebook has the same cells in both languages (test/unit/notebooks.test.ts), so it is run in one of them.
for (const file of ["surge.ru.lab.md", "inside-postgres.en.lab.md", "buffer-cost.ru.lab.md"]) {
  test(`${file}: every cell runs, and every expectation holds`, async () => {
    const { code, stdout, stderr } = await runCli([`${root}notebooks/${file}`, "--engine", "embedded"]);
    assert.equal(code, 0, stdout + stderr);
  });
}

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
