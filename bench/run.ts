// Measures the lab's speed, each figure beside what it is compared with, and writes bench/results.json and from it the
// figures of the README and of docs/performance.md:
//   npm run bench [-- PART…] [--rounds 5] [--seconds 0.7] [--repeats 3] [--minutes 0.5]
//   npm run bench -- --write-docs    only writes the pages once more
// Only the ratios mean something: load, app and servers share the machine, and all sides of a comparison are measured in turn.
import { parseArgs } from "node:util";
import { writePages } from "./pages/pages.ts";
import type { Bench, Part } from "./part.ts";
import { accepting } from "./parts/accepting.ts";
import { editor } from "./parts/editor.ts";
import { generator } from "./parts/generator.ts";
import { live } from "./parts/live.ts";
import { postgres } from "./parts/postgres.ts";
import { processing } from "./parts/processing.ts";
import { type MeasuredPart, type PartName, partNames, readResults, writeResults } from "./results.ts";
import { inRounds } from "./rounds.ts";
import { printRatios, printTable } from "./tables.ts";

const parts: Readonly<Record<PartName, Part>> = { accepting, generator, processing, postgres, editor, live };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.7" },
    repeats: { type: "string", default: "3" },
    minutes: { type: "string", default: "0.5" },
    "write-docs": { type: "boolean", default: false },
  },
});
const isPart = (name: string): name is PartName => partNames.some((part) => part === name);
const unknown = positionals.find((name) => !isPart(name));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}". There are: ${partNames.join(", ")}.`);
  process.exit(2);
}

if (values["write-docs"]) {
  const known = readResults();
  if (known) writePages(known);
} else {
  const asked = positionals.filter(isPart);
  const measured: MeasuredPart[] = [];
  const took: string[] = [];
  for (const name of asked.length > 0 ? asked : partNames) {
    try {
      const part = await measure(name);
      measured.push(part);
      took.push(`${name} ${part.took} s`);
      writePages(writeResults(name, part));
    } catch (error) {
      // The others are worth something without it.
      console.error(`\n${name} could not be measured:`, error);
      process.exitCode = 1;
    }
  }
  printRatios(measured.flatMap(({ ratios }) => ratios));
  console.log(`\n${took.join(", ")}`);
}

async function measure(name: PartName): Promise<MeasuredPart> {
  const rounds = Number(values.rounds);
  const say = (text: string) => console.error(`${name}: ${text}`);
  const bench: Bench = {
    seconds: Number(values.seconds),
    minutes: Number(values.minutes),
    rounds: (sides) => inRounds(sides, { rounds, repeats: Number(values.repeats), say }),
  };
  const startedAt = performance.now();
  const result = await parts[name](bench);
  for (const table of result.tables) printTable(table);
  for (const what of result.missing ?? []) console.log(`\nLeft out: ${what}`);
  return {
    measured: new Date().toISOString().slice(0, 10),
    rounds,
    took: Math.round((performance.now() - startedAt) / 1000),
    ...result,
  };
}
