// Runs the whole lab N times and says whether every step came out the same each time:
//   node bench/dry-runs.ts [N=20] [options of the lab, such as --engine embedded --lang ru]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonReport } from "../extension/report/json-report.ts";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const [times = "20", ...options] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "surge-dry-runs-"));
const outcomes = new Map<string, Map<string, number>>();

try {
  for (let run = 1; run <= Number(times); run += 1) {
    const file = join(folder, `${run}.json`);
    const begun = performance.now();
    const { status } = spawnSync(process.execPath, [cli, ...options, "--json", file], { stdio: "ignore" });
    const seconds = Math.round((performance.now() - begun) / 1000);
    console.log(`run ${run}: exit ${status}, ${seconds} s`);
    count(JSON.parse(readFileSync(file, "utf8")));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const differing = [...outcomes].filter(([, seen]) => seen.size > 1 || ![...seen.keys()][0]?.startsWith("ok"));
for (const [step, seen] of outcomes) console.log(step.padEnd(22), [...seen].map(String).join("  "));
console.log(differing.length === 0 ? "Every step came out the same each time." : "These differ or failed:");
for (const [step] of differing) console.log(`  ${step}`);
process.exitCode = differing.length === 0 ? 0 : 1;

/** Status, verdict and whether every expectation held, of each step. */
function count({ cells }: JsonReport): void {
  for (const { step, status, expected, result } of cells) {
    const verdict = result && "verdict" in result ? result.verdict : "";
    const held = expected.every((each) => each.held) ? "" : "surprised";
    const outcome = [status, verdict, held].filter(Boolean).join(" ");
    const seen = outcomes.get(step ?? "") ?? new Map<string, number>();
    outcomes.set(step ?? "", seen.set(outcome, (seen.get(outcome) ?? 0) + 1));
  }
}
