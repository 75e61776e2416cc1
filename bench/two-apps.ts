// The whole lab on both apps, and what each step came to, side by side. After `npm run build`:
//   node bench/two-apps.ts [file.lab.md] [options of the lab, such as --engine embedded --lang ru]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonCell, JsonReport } from "../extension/report/json-report.ts";
import { appNames } from "../extension/stack/stack.ts";

const cli = join(import.meta.dirname, "../dist/cli.js");
const folder = mkdtempSync(join(tmpdir(), "surge-two-apps-"));

try {
  const [node, fastapi] = appNames.map((app) => {
    const json = join(folder, `${app}.json`);
    const words = [cli, ...process.argv.slice(2), "--app", app, "--json", json];
    spawnSync(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] });
    const report: JsonReport = JSON.parse(readFileSync(json, "utf8"));
    return report;
  });
  if (node && fastapi) print(node, fastapi);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print(node: JsonReport, fastapi: JsonReport): void {
  console.log(`| step | ${node.environment?.runtime} | ${fastapi.environment?.runtime} |\n|---|---|---|`);
  for (const [index, cell] of node.cells.entries()) {
    const other = fastapi.cells[index];
    const [one, two] = [outcomeOf(cell), other ? outcomeOf(other) : ""];
    if (one !== "" || two !== "") console.log(`| ${cell.step} | ${one} | ${two} |`);
  }
}

/** The verdict with its numbers, and what the notebook expects and did not get. */
function outcomeOf({ result, expected, error, status }: JsonCell): string {
  if (error) return `could not run: ${error.message}`;
  const surprises = expected.filter(({ held }) => !held).map(({ key }) => `not as expected: ${key}`);
  return [...(result ? figuresOf(result) : [status]), ...surprises].join("; ");
}

function figuresOf(result: NonNullable<JsonCell["result"]>): string[] {
  if (result.action === "process") return [`${result.processed} processed, ${result.stored} stored`];
  if (result.action !== "load") return [];
  const { verdict, ok, failed, lost, stored, pending, requestsPerSecond } = result;
  const rate = `${Math.round(requestsPerSecond)}/s`;
  return [
    `**${verdict}**: ${ok} ok, ${failed} refused, ${stored} stored, ${pending} pending, ${lost} lost, ${rate}`,
  ];
}
