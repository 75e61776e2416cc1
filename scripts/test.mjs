// Runs tests, and first installs and builds what is missing:
//   npm test                      types, style, and every suite: what a change must pass
//   npm run test:long             the *.long.test.ts: what repeats for confidence, whole notebooks, brokers, the app in Python
//   npm test -- unit renderer     these suites
//   npm test -- FILE…             these test files, with the set-up of their suite
//   npm test -- --watch unit      again whenever a file changes
// SURGE_LAB_DOCKER: a command that runs another one where a Docker engine answers, for the compose suite.
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { prepareMachine } from "./machine.mjs";
import { environment, node, prepare, root, run, runNode } from "./prepare.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const bin = (name) => path.join(root, "node_modules", ".bin", name);
/** Only the long tests have stand-ins to build. */
const fetchForStandIns = () =>
  process.env.SURGE_LAB_DOCKER && long ? runNode(["test/support/fetch-for-stand-ins.ts"]) : 0;
const packageExtension = () => runNode(["scripts/package.mjs"]);

/** One process for all files, which so share what takes long: the sources, one editor, one browser. */
const inOneProcess = ["--test-isolation=none"];
const guarded = ["--import=./test/support/unit-guard.ts"];
/** A suite that hangs is ended, and so says what it has found. The longest takes half of this, milliseconds. */
const patience = 40 * 60_000;
const oneByOne = ["--test-concurrency=1"];
/** For files that share nothing and mostly wait. */
const fourAtATime = ["--test-concurrency=4"];

/**
 * Each has the test files below its folders. Those with a lane run at the same time: servers and editors mostly wait. The
 * others compute or measure time, and run by themselves before the lanes; what computes, in three processes. Of the lane
 * "servers" two files run at a time, and another one for each other lane that has come to its end.
 */
const suites = {
  unit: {
    folders: ["extension", "lab-stack/app", "test/unit"],
    options: [...inOneProcess, ...guarded],
    inParts: true,
  },
  timing: { folders: ["test/timing"], options: fourAtATime },
  integration: { folders: ["test/integration"], options: oneByOne, lane: "servers" },
  renderer: { folders: ["test/renderer"], options: oneByOne, lane: "beside" },
  compose: {
    folders: ["test/compose"],
    options: oneByOne,
    lane: "beside",
    within: process.env.SURGE_LAB_DOCKER,
    before: fetchForStandIns,
  },
  vscode: { folders: ["test/vscode"], options: inOneProcess, before: packageExtension, lane: "editor" },
  // Only when they are asked for: the pictures of the README, and those of every result in every look, for an eye.
  pictures: { files: ["test/vscode/readme.pictures.ts"], options: oneByOne, before: packageExtension },
  looks: { files: ["test/renderer/looks.pictures.ts"], options: oneByOne },
};

const words = process.argv.slice(2);
const watch = words.includes("--watch");
const long = words.includes("--long");
const wanted = words.filter((word) => word !== "--watch" && word !== "--long");
const runs = wanted.length === 0 ? everything() : asked(wanted);
if (watch && runs.length !== 1) refuse("--watch takes one suite, or files of one suite.");

await prepare();
// The unit suite needs nothing of the machine.
const beyondUnit = runs.map(({ name }) => name).filter((name) => name !== "unit");
const impossible = beyondUnit.length > 0 ? await prepareMachine(beyondUnit) : [];
if (watch) {
  const [{ suite, files }] = runs;
  if (suite.before && (await suite.before()) !== 0) process.exit(1);
  // In a process each, so that only what changed runs again.
  const options = suite.options.filter(
    (option) => !inOneProcess.includes(option) && !guarded.includes(option),
  );
  process.exit(await runTests(suite, ["--watch", ...options, ...files]));
}

const counts = { passed: 0, failed: 0, skipped: 0 };
const inLane = (wanted) => runs.filter(({ suite }) => suite.lane === wanted);
const otherLanes = ["beside", "editor"];
/** The files of the lane "servers", each to be run in a process of its own. */
const waiting = inLane("servers").flatMap((each) =>
  impossible.includes(each.name) ? [each] : each.files.map((file) => ({ ...each, files: [file] })),
);
/** Where several run at once, the output of each is shown when it has ended, or they would be mixed. */
const areSeveral = waiting.length + otherLanes.flatMap(inLane).length > 1;
/** The counts of each file; they are added up at the end. */
const summary = /^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+\n/gm;
let isInterrupted = false;
process.on("SIGINT", () => {
  isInterrupted = true;
});
const checks = [
  [bin("tsc"), "-p", "."],
  [bin("tsc"), "-p", "extension/renderer"],
  [bin("biome"), "ci"],
];
const checking = wanted.length === 0 && !long ? Promise.all(checks.map(check)) : undefined;
const results = await mkdtemp(path.join(tmpdir(), "surge-lab-test-"));
try {
  // First of all: a package is built anew, and what runs meanwhile would miss its files.
  for (const { name, suite } of runs)
    if (suite.before && !impossible.includes(name) && (await suite.before()) !== 0) suite.isBroken = true;
  for (const each of runs.filter(({ suite }) => !suite.lane)) {
    if (isInterrupted) break;
    await Promise.all(partsOf(each).map((part, _, { length }) => show(part, length > 1)));
    await checking;
  }
  const others = otherLanes.map((lane) => runLane(lane).then(runWaiting));
  await Promise.all([runWaiting(), runWaiting(), ...others]);
} finally {
  await rm(results, { recursive: true, force: true });
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = isInterrupted || counts.failed > 0 || counts.passed === 0 ? 1 : 0;

async function check([command, ...args]) {
  counts[(await run(command, args)) === 0 ? "passed" : "failed"] += 1;
}

/** The files of each suite: the long ones or the others. */
function everything() {
  return Object.entries(suites)
    .filter(([, { folders }]) => folders)
    .map(([name, suite]) => ({ name, suite, files: filesOf(suite) }))
    .filter(({ files }) => files.length > 0);
}

/** What the words name: suites, and files in the suite that each belongs to. */
function asked(words) {
  const found = new Map();
  for (const word of words) {
    const file = path.relative(root, path.resolve(word)).replaceAll(path.sep, "/");
    const named = suites[word] ? word : Object.keys(suites).find((name) => holds(suites[name], file));
    if (!named)
      refuse(`${word} is neither a suite (${Object.keys(suites).join(", ")}) nor a test file of one.`);
    const files = suites[word] ? filesOf(suites[word]) : [file];
    found.set(named, [...(found.get(named) ?? []), ...files]);
  }
  return [...found].map(([name, files]) => ({ name, suite: suites[name], files: [...new Set(files)] }));
}

function holds({ folders = [], files = [] }, file) {
  const inside = folders.some((folder) => file.startsWith(`${folder}/`)) && file.endsWith(".test.ts");
  return (inside || files.includes(file)) && existsSync(path.join(root, file));
}

function filesOf({ folders, files }) {
  if (files) return files;
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, file)),
    )
    .filter((file) => file.endsWith(".test.ts") && !file.includes("node_modules"))
    .filter((file) => file.endsWith(".long.test.ts") === long)
    .sort();
}

function sizeOf(file) {
  return statSync(path.join(root, file)).size;
}

function refuse(why) {
  console.error(why);
  process.exit(2);
}

async function runWaiting() {
  for (let next = waiting.shift(); next && !isInterrupted; next = waiting.shift()) await show(next);
}

async function runLane(lane) {
  for (const each of inLane(lane)) if (!isInterrupted) await show(each);
}

/** A few files are not worth a second process; of three, one may wait while the others compute. */
function partsOf(each) {
  if (!each.suite.inParts || each.files.length < 20) return [each];
  // The longer a file, the longer it takes, more or less.
  const bySize = each.files.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return [0, 1, 2].map((part) => ({ ...each, files: bySize.filter((_, at) => at % 3 === part) }));
}

/** @param isBesideOthers whether their output would be mixed */
async function show(each, isBesideOthers = areSeveral) {
  if (!isBesideOthers) return count(each);
  const file = path.join(results, `${randomUUID()}.log`);
  const begun = performance.now();
  const log = await open(file, "w+");
  await count(each, { stdio: ["ignore", log.fd, log.fd] });
  await log.close();
  const title = each.files.length === 1 ? each.files[0] : each.name;
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`\n── ${title}, ${seconds} s ──\n${(await readFile(file, "utf8")).replaceAll(summary, "")}`);
}

function runTests({ within }, options, output) {
  const [command, ...prefix] = [...(within?.split(" ") ?? []), node];
  // Most tests start many processes, and each would compile the same sources again.
  const env = {
    ...environment,
    NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/compile"),
    TMPDIR: temporaryFolder(),
  };
  return run(command, [...prefix, "--test", ...options], { env, timeout: patience, ...output });
}

/** @param output where the suite's programs write, if not to the terminal */
async function count({ name, suite, files }, output) {
  if (!output) console.log(`\n── ${name} ──`);
  if (impossible.includes(name)) {
    console.log("skipped: the list at the start says what this machine lacks");
    counts.skipped += 1;
    return;
  }
  if (suite.isBroken) {
    counts.failed += 1;
    return;
  }
  const result = path.join(results, `${randomUUID()}.json`);
  const reporters = [
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=./scripts/count-reporter.mjs",
    `--test-reporter-destination=${result}`,
  ];
  const code = await runTests(suite, [...reporters, ...suite.options, ...files], output);
  // Without a result where the suite was ended from outside.
  const text = existsSync(result) ? await readFile(result, "utf8") : "";
  const counted = text === "" ? undefined : JSON.parse(text);
  // A suite that ran nothing, or whose process failed beside its tests, has failed.
  const extra =
    !counted || counted.passed + counted.skipped === 0 || (code !== 0 && counted.failed === 0) ? 1 : 0;
  counts.passed += counted?.passed ?? 0;
  counts.failed += (counted?.failed ?? 0) + extra;
  counts.skipped += counted?.skipped ?? 0;
}
