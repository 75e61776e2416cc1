// npm test: installs and builds what is missing, checks types and style, then runs every test.
// Words after `--` choose suites: npm test -- unit integration
// SURGE_LAB_DOCKER: a command that runs another one where a Docker engine answers, for the compose suite.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { node, prepare, root, run, runNode } from "./prepare.mjs";

const bin = (name) => path.join(root, "node_modules", ".bin", name);

/** One file at a time where real servers and a real editor compete for the machine. */
const suites = {
  unit: { files: ["extension/**/*.test.ts", "lab-stack/app/*.test.ts", "test/unit/**/*.test.ts"] },
  integration: { files: ["test/integration/**/*.test.ts"], oneByOne: true },
  compose: { files: ["test/compose/**/*.test.ts"], oneByOne: true, within: process.env.SURGE_LAB_DOCKER },
  renderer: { files: ["test/renderer/**/*.test.ts"], oneByOne: true },
  vscode: {
    files: ["test/vscode/*.test.ts"],
    oneByOne: true,
    before: () => runNode(["scripts/package.mjs"]),
  },
  // Renews the pictures of the README; only when it is asked for.
  pictures: {
    files: ["test/vscode/readme.pictures.ts"],
    oneByOne: true,
    onRequest: true,
    before: () => runNode(["scripts/package.mjs"]),
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(", ")}; there are: ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}

await prepare();
const counts = { passed: 0, failed: 0, skipped: 0 };
if (wanted.length === 0) {
  for (const [command, ...args] of [
    [bin("tsc"), "-p", "."],
    [bin("tsc"), "-p", "extension/renderer"],
    [bin("biome"), "ci"],
  ]) {
    const passed = (await run(command, args)) === 0;
    counts[passed ? "passed" : "failed"] += 1;
  }
}
const results = await mkdtemp(path.join(tmpdir(), "surge-lab-test-"));
try {
  for (const [name, suite] of Object.entries(suites)) {
    if (wanted.length === 0 ? !suite.onRequest : wanted.includes(name)) await runSuite(name, suite);
  }
} finally {
  await rm(results, { recursive: true, force: true });
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

async function runSuite(name, { files, oneByOne, before, within }) {
  console.log(`\n── ${name} ──`);
  if (before && (await before()) !== 0) {
    counts.failed += 1;
    return;
  }
  const result = path.join(results, `${name}.json`);
  const [command, ...prefix] = [...(within?.split(" ") ?? []), node];
  const code = await run(command, [
    ...prefix,
    "--test",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=./scripts/count-reporter.mjs",
    `--test-reporter-destination=${result}`,
    ...(oneByOne ? ["--test-concurrency=1"] : []),
    ...files,
  ]);
  const counted = existsSync(result) ? JSON.parse(await readFile(result, "utf8")) : undefined;
  // A suite that ran nothing, or whose process failed beside its tests, has failed.
  const extra =
    !counted || counted.passed + counted.skipped === 0 || (code !== 0 && counted.failed === 0) ? 1 : 0;
  counts.passed += counted?.passed ?? 0;
  counts.failed += (counted?.failed ?? 0) + extra;
  counts.skipped += counted?.skipped ?? 0;
}
