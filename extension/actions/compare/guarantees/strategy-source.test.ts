import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { codeLines } from "./code-lines.ts";
import { readSource } from "./strategy-source.ts";

test("a comment and a blank line are no code, whatever their language", () => {
  const typescript = `import a from "b"; // kept

/** No code. */
/*
 * No code
 */
const url = "http://a"; /* kept */
  // no code
\r
`;
  assert.deepEqual(codeLines(typescript), [
    'import a from "b"; // kept',
    'const url = "http://a"; /* kept */',
  ]);
  const python = '# no code\n"""No code."""\n\n"""\nNo code\n"""\nx = 1  # kept\n';
  assert.deepEqual(codeLines(python), ["x = 1  # kept"]);
});

const folder = fileURLToPath(new URL("../../../../lab-stack", import.meta.url));

test("the source of a strategy says what it needs", async () => {
  const needs = async (name: string, app: "node" | "fastapi" = "node") => {
    const facts = await readSource(folder, app, name);
    return [
      facts?.services.join(),
      facts?.processes,
      facts?.hasFailpoints,
      facts?.files.map(({ file }) => file),
    ];
  };
  const file = (name: string) => `strategies/${name}`;
  assert.deepEqual(await needs("atomic"), ["postgres", false, false, [file("atomic.ts")]]);
  assert.deepEqual(await needs("queue-in-pg"), ["postgres", true, true, [file("queue-in-pg.ts")]]);
  assert.deepEqual(await needs("stream"), ["postgres,redis", true, true, [file("stream.ts")]]);
  assert.deepEqual(await needs("rabbitmq"), [
    "postgres,rabbitmq",
    true,
    true,
    [file("rabbitmq.ts"), "rabbitmq.ts"],
  ]);
  assert.deepEqual(await needs("kafka"), [
    "postgres,kafka",
    true,
    true,
    [file("kafka.ts"), "kafka-client.ts", "kafka.ts"],
  ]);
  assert.deepEqual(await needs("batched", "fastapi"), ["postgres,redis", true, false, [file("batched.py")]]);
  assert.equal(await readSource(folder, "node", "gone"), undefined);
});
