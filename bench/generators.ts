// The lab's load and those of others, each as one measurement of the same closed loop: acknowledged hits a second, and
// the processor time of the generator alone.
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { runAutocannon, runLoad } from "../extension/load/run-load.ts";
import { distFolder } from "../test/support/stack.ts";
import type { Figures } from "./rounds.ts";

export interface Loop {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
}
export type Generator = (loop: Loop) => Promise<Figures>;

/** How the lab's load is run here. */
export function options() {
  return {
    loadProcess: join(distFolder, "load.js"),
    signal: new AbortController().signal,
    progress: () => {},
  };
}

export const ours: Generator = async ({ url, connections, seconds }) => {
  const naming = { hitIdPrefix: `bench-${Date.now()}`, hitIdSecret: "bench" };
  const request = { url, connections, durationSeconds: seconds, timeoutSeconds: 10, ...naming };
  const { ok, attempted, durationMs, requestsPerSecond, latencyMs, generator } = await runLoad(
    request,
    options(),
  );
  return {
    hits: attempted,
    seconds: durationMs / 1000,
    "hits/s": requestsPerSecond,
    "p99 ms": latencyMs.p99,
    refused: attempted === 0 ? 0 : 1 - ok / attempted,
    "generator µs": generator && (generator.cpuShare * durationMs * 1000) / attempted,
    "generator cores": generator?.cpuShare,
  };
};

const autocannon: Generator = async ({ url, connections, seconds }) => {
  const request = { url, connections, durationSeconds: seconds, timeoutSeconds: 10 };
  const { sent, durationMs, requestsPerSecond, generator } = await runAutocannon(request, options());
  return {
    hits: sent,
    seconds: durationMs / 1000,
    "hits/s": requestsPerSecond,
    "generator µs": (generator.cpuShare * durationMs * 1000) / sent,
    "generator cores": generator.cpuShare,
  };
};

const least: Generator = async ({ url, connections, seconds }) => {
  const file = join(import.meta.dirname, "least-client.ts");
  const words = [file, url, String(connections), String(seconds)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  // The client writes nothing else.
  const seen = JSON.parse(stdout) as Omit<Seen, "refused">;
  return ofProgram({ ...seen, refused: 0 });
};

/** All with one thread, as ours has. A program that is not installed is left out. */
export async function installedGenerators(): Promise<Readonly<Record<string, Generator>>> {
  const all: Record<string, Generator> = { ours, least, autocannon };
  for (const [name, generator] of Object.entries({ wrk, oha, ab })) {
    if (await isInstalled(name)) all[name] = generator;
  }
  return all;
}

export function isInstalled(program: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, ["--version"], { stdio: "ignore" });
    child.once("error", () => resolve(false));
    child.once("spawn", () => resolve(true));
  });
}

const wrk: Generator = async ({ url, connections, seconds }) => {
  const folder = mkdtempSync(join(tmpdir(), "surge-bench-"));
  try {
    const script = join(folder, "post.lua");
    writeFileSync(
      script,
      'wrk.method = "POST"\nwrk.headers["content-length"] = "0"\nwrk.headers["x-hit-id"] = "wrk"\n',
    );
    // It takes whole seconds.
    const { output, spent } = await timed("wrk", [
      "-t1",
      `-c${connections}`,
      `-d${Math.ceil(seconds)}s`,
      "-s",
      script,
      url,
    ]);
    const hits = Number(/(\d+) requests in/.exec(output)?.[1]);
    const refused = Number(/Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? 0);
    const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]);
    return ofProgram({ hits, refused, seconds: hits / rate, spent });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const oha: Generator = async ({ url, connections, seconds }) => {
  const words = ["--no-tui", "--output-format", "json", "-m", "POST", "-c", String(connections)];
  const { output, spent } = await timed("oha", [...words, "-z", `${seconds}s`, url]);
  const { summary, statusCodeDistribution } = JSON.parse(output);
  const ok = Number(statusCodeDistribution["200"] ?? 0);
  return ofProgram({ hits: ok, refused: 0, seconds: Number(summary.total), spent });
};

const ab: Generator = async ({ url, connections, seconds }) => {
  const words = ["-q", "-k", "-m", "POST", "-t", String(Math.ceil(seconds)), "-n", "10000000"];
  const { output, spent } = await timed("ab", [...words, "-c", String(connections), url]);
  const hits = Number(/Complete requests:\s+(\d+)/.exec(output)?.[1]);
  const refused = Number(/Non-2xx responses:\s+(\d+)/.exec(output)?.[1] ?? 0);
  const took = Number(/Time taken for tests:\s+([\d.]+)/.exec(output)?.[1]);
  return ofProgram({ hits, refused, seconds: took, spent });
};

interface Seen {
  readonly hits: number;
  readonly refused: number;
  readonly seconds: number;
  /** Processor time of the generator, in seconds, too. */
  readonly spent: number;
}

function ofProgram({ hits, refused, seconds, spent }: Seen): Figures {
  return {
    hits,
    seconds,
    "hits/s": (hits - refused) / seconds,
    "generator µs": (spent * 1e6) / hits,
    "generator cores": spent / seconds,
  };
}

/** The shell tells the processor time, in seconds. */
function timed(
  program: string,
  words: readonly string[],
): Promise<{ readonly output: string; readonly spent: number }> {
  const script = ["-c", `TIMEFORMAT='%U %S'; time "$@"`, "bash", program, ...words];
  return new Promise((resolve, reject) => {
    execFile("bash", script, { maxBuffer: 2 ** 26 }, (error, output, errors) => {
      if (error) return reject(error);
      const [user = 0, system = 0] = (errors.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
      resolve({ output, spent: user + system });
    });
  });
}
