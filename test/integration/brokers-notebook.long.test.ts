import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { withoutKafka, withoutRabbitmq } from "../support/brokers.ts";
import { runCli } from "../support/cli.ts";
import { copyStack } from "../support/copy-stack.ts";
import { kafkaHome } from "../support/kafka-home.ts";
import { quickNotebook } from "../support/quick-notebook.ts";
import { root } from "../support/stack.ts";

// In a file of its own because it takes as long as all the other notebooks, and files run side by side.

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  await copyStack(join(folder, "lab-stack"));
});
after(() => rm(folder, { recursive: true, force: true }));

const others = "other-buffers.en.lab.md";
const run = async (words: readonly string[], env = {}) =>
  runCli([await quickNotebook(others, folder), "--engine", "embedded", ...words], env);
const withoutBrokers = (await withoutRabbitmq()) || (await withoutKafka());

test(`${others}: with brokers and Python, every cell runs and every expectation holds`, {
  skip: withoutBrokers,
}, async () => {
  const { code, stdout, stderr } = await run([], { KAFKA_HOME: await kafkaHome() });
  assert.equal(code, 0, stdout + stderr);
  assert.doesNotMatch(stdout, /○ skipped/);
  assert.equal(stdout.match(/^── class-\S+ · /gm)?.length, 8, stdout);
});

// Else they were among the cells above.
if (withoutBrokers)
  test(`${others}: the class's own app in both its forms, started and judged by its contract alone`, async () => {
    const steps =
      (await readFile(join(root, "notebooks", others), "utf8")).match(/(?<=^```yaml lab )class-\S+/gm) ?? [];
    assert.equal(steps.length, 8);
    const { code, stdout, stderr } = await run(["--only", steps.join(",")]);
    assert.equal(code, 0, stdout + stderr);
    assert.doesNotMatch(stdout, /○ skipped/);
  });
