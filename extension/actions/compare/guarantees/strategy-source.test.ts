import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { codeLines, strategyLines } from "./code-lines.ts";
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

test("what only the lab needs is no code of a strategy, and neither is what only that uses", () => {
  const typescript = `import { pool } from "../connections.ts";
import { failpoint } from "../failpoint.ts";
import { count } from "../lab.ts";

export const about = {
  en: "pool",
  ru: "process",
};
export const storesIds = true;
const key = "surge:pending";

export async function hit(id: string): Promise<void> {
  await pool.query(key, [id, shared()]);
}
export async function process(): Promise<number> {
  await failpoint("after-take");
  if (shared()) await failpoint("after-commit");
  return 1;
}
const shared = () => 1;
async function look() {
  return shared() + count();
}
export async function pending(): Promise<number> {
  return look();
}
export async function forget(): Promise<void> {}
`;
  assert.equal(
    strategyLines(typescript).join("\n"),
    `import { pool } from "../connections.ts";
const key = "surge:pending";
export async function hit(id: string): Promise<void> {
  await pool.query(key, [id, shared()]);
}
export async function process(): Promise<number> {
  return 1;
}
const shared = () => 1;`,
  );
  const python = `from connections import redis
about = {
    "en": "hit",
}
stores_ids = True
KEY = "surge:pending"
LOOK = "no code"
async def hit(hit_id: str) -> None:
    await redis.incr(f"{KEY}")
async def pending() -> int:
    return int(await redis.get(LOOK))
`;
  assert.deepEqual(strategyLines(python), [
    "from connections import redis",
    'KEY = "surge:pending"',
    "async def hit(hit_id: str) -> None:",
    '    await redis.incr(f"{KEY}")',
  ]);
});

test("of every strategy of the lab the hit is counted, and nothing that is there for the lab", async () => {
  for (const app of ["app", "fastapi"]) {
    for (const file of await readdir(`${folder}/${app}/strategies`)) {
      if (!/^[a-z].*\.(ts|py)$/.test(file)) continue;
      const own = strategyLines(await readFile(`${folder}/${app}/strategies/${file}`, "utf8")).join("\n");
      assert.match(own, /(function|def) hit\(/, file);
      const forTheLab =
        /\babout\b|\bneeds\b|(function|def) (pending|forget)|pending_?ids|stores_?ids|failpoint/i;
      assert.doesNotMatch(own, forTheLab, file);
    }
  }
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
  assert.deepEqual(await needs("deferred"), ["postgres", true, true, [file("deferred.ts")]]);
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
  assert.deepEqual(await needs("batched", "fastapi"), ["postgres,redis", true, true, [file("batched.py")]]);
  assert.equal(await readSource(folder, "node", "gone"), undefined);
});
