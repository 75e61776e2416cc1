// Every strategy under the same load in one run: what each costs and what each keeps, beside a handler that does
// nothing. Only the ratios mean something: load, app and servers share the machine. After `npm run build`:
//   node bench/ladder.ts [SECONDS=10] [options of the lab, such as --engine compose]
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoadResult } from "../extension/actions/load/result.ts";
import { readStrategies } from "../extension/actions/strategies/strategy-files.ts";
import type { JsonReport } from "../extension/report/json-report.ts";

const root = join(import.meta.dirname, "..");
const [seconds = "10", ...options] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "surge-ladder-"));
const empty = `export const about = { en: "Nothing.", ru: "Ничего." };\nexport async function hit() {}\n`;

try {
  const stackFolder = join(folder, "lab-stack");
  cpSync(join(root, "lab-stack"), stackFolder, {
    recursive: true,
    filter: (source) => !source.includes("node_modules", root.length),
  });
  writeFileSync(join(stackFolder, "app/strategies/empty.ts"), empty);
  const all = (await readStrategies(stackFolder, "node")).map(({ name }) => name);
  // Brokers are compared by the notebook “Other buffers”, each in a stack of its own.
  const source = (name: string) => readFileSync(join(stackFolder, "app/strategies", `${name}.ts`), "utf8");
  const names = all.filter((name) => !/^export const needs\b/m.test(source(name)));
  const cell = (body: string) => `\`\`\`yaml lab\n${body}\n\`\`\`\n\n`;
  const loads = names.map((name) =>
    cell(`load: { strategy: ${name}, duration: ${seconds}, connections: 50 }`),
  );
  writeFileSync(join(folder, "ladder.lab.md"), [cell("start:"), ...loads].join(""));
  const json = join(folder, "ladder.json");
  const words = [join(root, "dist/cli.js"), join(folder, "ladder.lab.md"), "--json", json, ...options];
  const { status } = spawnSync(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`The lab ended with ${status}.`);
  const { cells }: JsonReport = JSON.parse(readFileSync(json, "utf8"));
  print(cells.flatMap(({ result }) => (result?.action === "load" ? [result] : [])));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print(runs: readonly LoadResult[]): void {
  const whole = runs.find(({ strategy }) => strategy === "empty")?.requestsPerSecond ?? 0;
  console.log(
    "| strategy | hits/s | of the empty handler | p50 / p99 ms | refused | lost |\n|---|---|---|---|---|---|",
  );
  for (const run of runs.toSorted((a, b) => a.requestsPerSecond - b.requestsPerSecond)) {
    const { strategy, requestsPerSecond, latencyMs, failed, attempted, lost, ok } = run;
    const share = (requestsPerSecond / whole).toFixed(3);
    const percent = (part: number, of: number) => (part === 0 ? "0" : `${((100 * part) / of).toFixed(1)} %`);
    const shown = strategy === "empty" ? "" : percent(lost, ok);
    console.log(
      `| ${strategy} | ${Math.round(requestsPerSecond)} | ${share} | ${latencyMs.p50.toFixed(1)} / ${latencyMs.p99.toFixed(1)} | ${percent(failed, attempted)} | ${shown} |`,
    );
  }
}
