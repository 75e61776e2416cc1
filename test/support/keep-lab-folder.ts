// Keeps the lab folder that a version makes, for the versions after it: upgrade.long.test.ts opens it and runs it.
//   node test/support/keep-lab-folder.ts CHECKOUT DATE > test/fixtures/lab-folder-DATE.json
// In it are the first notebook, the app on Node with a strategy of the student's, a result of each kind as that version
// kept it, and what it wrote beside.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

const [checkout = ".", date = ""] = process.argv.slice(2);
const root = path.resolve(checkout);
const files: Record<string, string> = {};

const notebook = "surge.en.lab.md";
files[notebook] = await readFile(path.join(root, "notebooks", notebook), "utf8");
await add("lab-stack/compose.yaml", "lab-stack/init.sql", "lab-stack/app");
const atomic = files["lab-stack/app/strategies/atomic.ts"] ?? "";
files["lab-stack/app/strategies/yours.ts"] = atomic.replace("'atomic'", "'yours'");
if (existsSync(path.join(root, "extension/report/kept"))) await addResults();
// A line each, so that a search or a comparison shows no more than that.
const lines = Object.entries(files).map(([name, text]) => [name, text.split("\n")]);
console.log(JSON.stringify({ date, files: Object.fromEntries(lines) }, null, 2));

async function add(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const entries = await readdir(path.join(root, name), { withFileTypes: true }).catch(() => undefined);
    if (entries) {
      const inside = entries
        .map((entry) => entry.name)
        .filter((each) => !/^(node_modules|package-lock)/.test(each));
      await add(...inside.map((each) => `${name}/${each}`));
    } else files[name] = await readFile(path.join(root, name), "utf8");
  }
}

/** A notebook with a step for each kind of result, and its results. */
async function addResults(): Promise<void> {
  const samples = await import(path.join(root, "test/samples/index.ts"));
  const { keptFile } = await import(path.join(root, "extension/report/kept/kept-result.ts"));
  const { ranOutcome } = await import(path.join(root, "extension/report/json-report.ts"));
  const { newCell } = await import(path.join(root, "extension/document/parse.ts"));
  const [startedAt, endedAt] = [new Date(`${date}T10:00:00Z`), new Date(`${date}T10:00:03Z`)];
  const steps: string[] = [];
  for (const [kind, result] of Object.entries(samples.results)) {
    const step = kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const outcome = ranOutcome(newCell("yaml", step, "compare:", "\n"), samples.cell(result));
    files[`.surge-lab/results/kinds.en/${step}.json`] = JSON.stringify(
      keptFile(step, { outcome, startedAt, endedAt }),
    );
    steps.push(step);
  }
  files["kinds.en.lab.md"] = steps.map((step) => `\`\`\`yaml lab ${step}\ncompare:\n\`\`\`\n`).join("\n");
  files[".surge-lab/asked.json"] = JSON.stringify({ "exercise-1": [{ what: "hint 1", at: startedAt }] });
}
