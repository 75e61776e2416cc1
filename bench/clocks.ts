// The cost of measuring where the time of a hit goes: an app without clocks, one with them, and one with them while
// the lab looks at PostgreSQL and the processor. In turn, in one run. After `npm run build`:
//   node bench/clocks.ts [ROUNDS=5] [SECONDS=3]
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runLoad } from "../extension/load/run-load.ts";
import { descendantsOf } from "../extension/stack/children.ts";
import { readTicks } from "../extension/stack/run-watch/processor.ts";
import { plainComposition, type Stack } from "../extension/stack/stack.ts";
import { startStack } from "../extension/stack/start-stack.ts";

const root = join(import.meta.dirname, "..");
const [rounds = 5, durationSeconds = 3] = process.argv.slice(2).map(Number);
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), "surge-clocks-"));
const variants = ["without", "clocks", "clocks and looks"] as const;
const strategies = ["buffered", "atomic"];
const measured = new Map<string, { readonly perSecond: number[]; readonly microseconds: number[] }>();

/** The app as it was before it had clocks. */
function withoutClocks(): string {
  const copy = join(folder, "lab-stack");
  const filter = (source: string) => !source.includes("node_modules", root.length);
  cpSync(join(root, "lab-stack"), copy, { recursive: true, filter });
  for (const [file, ...changes] of [
    ["app.ts", /clocked\(\(\) => (traced\(.*\))\);/, "$1;"],
    ["hit-trace.ts", 'import "./hit-clock.ts";', ""],
    ["hit-clock.ts", /\/\/ The types of these methods[\s\S]*$/, ""],
  ] as const) {
    const path = join(copy, "app", file);
    const [from, to] = changes;
    const changed = readFileSync(path, "utf8").replace(from, to);
    writeFileSync(path, changed);
  }
  return copy;
}

const start = (stackFolder: string) =>
  startStack({
    engine: "embedded",
    composition: plainComposition,
    stackFolder,
    storageFolder: join(root, ".surge-lab"),
    distFolder: join(root, "dist"),
    keepData: false,
    signal,
    progress: () => {},
    confirmDownload: async () => true,
  });

/** The processor time of the app whose folder this is, in ticks of 10 ms. */
async function ticksOfApp(stackFolder: string): Promise<number> {
  const read = (pid: number, file: string) => readFileSync(`/proc/${pid}/${file}`, "utf8");
  const server = join(stackFolder, "app/server.ts");
  const pid = (await descendantsOf(process.pid)).find((each) => read(each, "cmdline").includes(server));
  return pid === undefined ? Number.NaN : readTicks(read(pid, "stat")).own;
}

async function round(
  variant: (typeof variants)[number],
  strategy: string,
  stack: Stack,
  stackFolder: string,
) {
  const looks = variant === "clocks and looks";
  if (looks) await stack.beginWatch([process.pid]);
  const before = await ticksOfApp(stackFolder);
  const url = `${stack.endpoints.app}/${strategy}/hit`;
  const naming = { hitIdPrefix: "clocks", hitIdSecret: "clocks" };
  const { requestsPerSecond, ok } = await runLoad(
    { url, durationSeconds, connections: 50, timeoutSeconds: 10, ...naming },
    { loadProcess: join(root, "dist/load.js"), signal, progress: () => {} },
  );
  const ticks = (await ticksOfApp(stackFolder)) - before;
  if (looks) await stack.endWatch(0, 0);
  const key = `${strategy}, ${variant}`;
  const { perSecond, microseconds } = measured.get(key) ?? { perSecond: [], microseconds: [] };
  measured.set(key, {
    perSecond: [...perSecond, requestsPerSecond],
    microseconds: [...microseconds, (ticks * 10_000) / ok],
  });
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const folders = { plain: withoutClocks(), clocked: join(root, "lab-stack") };
const [plain, clocked] = await Promise.all([start(folders.plain), start(folders.clocked)]);
try {
  // The first one warms up.
  for (let n = 0; n <= rounds; n += 1) {
    if (n === 1) measured.clear();
    for (const strategy of strategies)
      for (const variant of n % 2 ? variants : variants.toReversed())
        await (variant === "without"
          ? round(variant, strategy, plain, folders.plain)
          : round(variant, strategy, clocked, folders.clocked));
  }
  console.log("| | hits/s, each round | median | µs of the app per hit, median |\n|---|---|---|---|");
  for (const [key, { perSecond, microseconds }] of measured)
    console.log(
      `| ${key} | ${perSecond.map(Math.round).join(" ")} | ${Math.round(median(perSecond))} | ${median(microseconds).toFixed(1)} |`,
    );
} finally {
  await Promise.all([plain.stop(), clocked.stop()]);
  rmSync(folder, { recursive: true, force: true });
}
