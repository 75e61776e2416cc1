// Measures the lab's speed, each figure beside what it is compared with, and writes bench/results.json:
//   npm run bench [-- PART…] [--rounds 5] [--seconds 0.5]
// Only the ratios mean something: load, app and servers share the machine, and all sides of a comparison are measured in turn.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../test/support/stack.ts";
import type { Bench, Goal, Part, PartResult } from "./part.ts";
import { accepting } from "./parts/accepting.ts";
import { editor } from "./parts/editor.ts";
import { generator } from "./parts/generator.ts";
import { postgres } from "./parts/postgres.ts";
import { processing } from "./parts/processing.ts";
import { inRounds } from "./rounds.ts";
import { printGoals, printTable } from "./tables.ts";

const parts: Readonly<Record<string, Part>> = { accepting, generator, processing, postgres, editor };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "0.5" } },
});
const wanted = positionals.length > 0 ? positionals : Object.keys(parts);
const unknown = wanted.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}". There are: ${Object.keys(parts).join(", ")}.`);
  process.exit(2);
}

const rounds = Number(values.rounds);
const file = join(root, "bench/results.json");
const startedAt = performance.now();
const results: Record<string, PartResult> = {};
for (const name of wanted) {
  const say = (text: string) => console.error(`${name}: ${text}`);
  const bench: Bench = {
    seconds: Number(values.seconds),
    rounds: (sides) => inRounds(sides, rounds, say),
  };
  const result = await parts[name]?.(bench);
  if (!result) continue;
  results[name] = result;
  for (const table of result.tables) printTable(table);
}
const goals = Object.values(results).flatMap((result): readonly Goal[] => result.goals);
printGoals(goals);
console.log(`\n${Math.round((performance.now() - startedAt) / 1000)} s`);
// A part that was not measured this time stays as it was.
const kept = positionals.length > 0 && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).parts : {};
const [{ model = "" } = {}] = os.cpus();
const machine = {
  processor: model,
  cores: os.availableParallelism(),
  GB: Math.round(os.totalmem() / 2 ** 30),
};
const written = {
  measured: new Date().toISOString().slice(0, 10),
  machine: { ...machine, system: `${os.type()} ${os.release()}`, node: process.version },
  rounds,
  parts: { ...kept, ...results },
};
writeFileSync(file, `${JSON.stringify(written, rounded, 2)}\n`);

/** Four digits are more than any of them is worth. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
