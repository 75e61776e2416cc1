// What the lab's load measures and what it costs, beside plain autocannon and, where it is installed, wrk: the same
// closed loop on the app of lab-stack with its servers, one strategy after the other. Every round has all of them in
// turn, and what is printed are medians of ratios within a round: only those mean something, because load, app and
// servers share the machine. Processor time is that of the load alone. Needs `npm run build`. Run:
//   node bench/load.bench.ts [ROUNDS=5] [SECONDS=2] [STRATEGY…=empty buffered coalesced atomic]
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runAutocannon, runLoad } from "../extension/load/run-load.ts";
import { distFolder, root, startEmbedded } from "../test/support/stack.ts";

const [rounds = "5", seconds = "2", ...named] = process.argv.slice(2);
const strategies = named.length > 0 ? named : ["empty", "buffered", "coalesced", "atomic"];
const connections = 50;
const durationSeconds = Number(seconds);
const empty = `export const about = { en: "Nothing.", ru: "Ничего." };\nexport async function hit() {}\n`;

interface Figures {
  /** Acknowledged hits a second. */
  readonly rate: number;
  /** Microseconds of processor time a hit. */
  readonly cost: number;
  readonly busyShare?: number;
}
type Round = Readonly<Record<"ours" | "autocannon", Figures>> & { readonly wrk: Figures | undefined };

const folder = mkdtempSync(join(tmpdir(), "surge-bench-"));
try {
  const stackFolder = join(folder, "lab-stack");
  const isOwn = (source: string) => !source.includes("node_modules", root.length);
  cpSync(join(root, "lab-stack"), stackFolder, { recursive: true, filter: isOwn });
  writeFileSync(join(stackFolder, "app/strategies/empty.ts"), empty);
  writeFileSync(
    join(folder, "post.lua"),
    'wrk.method = "POST"\nwrk.headers["content-length"] = "0"\nwrk.headers["x-hit-id"] = "wrk"\n',
  );
  const stack = await startEmbedded({ stackFolder });
  try {
    console.log(
      "| strategy | hits/s: ours, autocannon, wrk | ours / autocannon | ours / wrk | µs a hit: ours, autocannon, wrk | cost, ours / autocannon | busy |",
    );
    console.log("|---|---|---|---|---|---|---|");
    for (const strategy of strategies)
      print(strategy, await measure(`${stack.endpoints.app}/${strategy}/hit`));
  } finally {
    await stack.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(url: string): Promise<readonly Round[]> {
  await ours(url);
  const measured: Round[] = [];
  while (measured.length < Number(rounds)) {
    measured.push({ ours: await ours(url), wrk: wrk(url), autocannon: await plainAutocannon(url) });
  }
  return measured;
}

function options() {
  return {
    loadProcess: join(distFolder, "load.js"),
    signal: new AbortController().signal,
    progress: () => {},
  };
}

async function ours(url: string): Promise<Figures> {
  const request = {
    url,
    connections,
    durationSeconds,
    timeoutSeconds: 10,
    hitIdPrefix: "bench",
    hitIdSecret: "bench",
  };
  const { ok, attempted, failures, durationMs, requestsPerSecond, generator } = await runLoad(
    request,
    options(),
  );
  if (ok !== attempted) throw new Error(`Not every hit was acknowledged: ${JSON.stringify(failures)}`);
  const { cpuShare = 0, busyShare = 0 } = generator ?? {};
  return { rate: requestsPerSecond, cost: (cpuShare * durationMs * 1000) / attempted, busyShare };
}

async function plainAutocannon(url: string): Promise<Figures> {
  const request = { url, connections, durationSeconds, timeoutSeconds: 10 };
  const { sent, durationMs, requestsPerSecond, generator } = await runAutocannon(request, options());
  return { rate: requestsPerSecond, cost: (generator.cpuShare * durationMs * 1000) / sent };
}

/** With one thread, as the others have. The shell tells its processor time. */
function wrk(url: string): Figures | undefined {
  const command = `wrk -t1 -c${connections} -d${durationSeconds}s -s ${join(folder, "post.lua")} ${url}`;
  const { stdout, stderr } = spawnSync("bash", ["-c", `TIMEFORMAT='%U %S'; time ${command}`], {
    encoding: "utf8",
  });
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
  const hits = /(\d+) requests in/.exec(stdout)?.[1];
  if (rate === undefined || hits === undefined) return undefined;
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(stdout);
  const [user = 0, system = 0] = stderr.trim().split(" ").map(Number);
  return { rate: Number(rate), cost: ((user + system) * 1e6) / Number(hits) };
}

function print(strategy: string, measured: readonly Round[]): void {
  const whole = (pick: (round: Round) => number | undefined, digits = 0) =>
    median(measured.map((round) => pick(round) ?? Number.NaN)).toFixed(digits);
  const each = (key: "rate" | "cost") =>
    (["ours", "autocannon", "wrk"] as const).map((by) => whole((round) => round[by]?.[key])).join(", ");
  const columns = [
    strategy,
    each("rate"),
    whole(({ ours, autocannon }) => ours.rate / autocannon.rate, 2),
    whole(({ ours, wrk }) => wrk && ours.rate / wrk.rate, 2),
    each("cost"),
    whole(({ ours, autocannon }) => ours.cost / autocannon.cost, 2),
    whole(({ ours }) => ours.busyShare, 2),
  ];
  console.log(`| ${columns.join(" | ")} |`);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
