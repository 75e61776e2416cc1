// A stack for the bench: the lab's own, with a strategy that does nothing in each app.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineTime } from "../extension/common/machine-time.ts";
import { listStrategies } from "../extension/inspection/app-client.ts";
import { type Inspection, openInspection } from "../extension/inspection/inspection.ts";
import { type AppName, plainComposition, type ServiceName, type Stack } from "../extension/stack/stack.ts";
import { root, startEmbedded } from "../test/support/stack.ts";
import type { Figures } from "./rounds.ts";

const empty = {
  "app/strategies/empty.ts": `export const about = { en: "Nothing.", ru: "Ничего." };\nexport async function hit() {}\n`,
  "fastapi/strategies/empty.py": `about = {"en": "Nothing.", "ru": "Ничего."}\n\n\nasync def hit(hit_id):\n    pass\n`,
};

export interface BenchStack extends AsyncDisposable {
  readonly stack: Stack;
  readonly inspection: Inspection;
  urlOf(strategy: string): string;
}

export async function startBenchStack(app: AppName = "node"): Promise<BenchStack> {
  // What fails on the way leaves nothing behind.
  await using made = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), "surge-bench-"));
  made.defer(() => rmSync(folder, { recursive: true, force: true }));
  const stackFolder = join(folder, "lab-stack");
  const filter = (source: string) => !source.includes("node_modules", root.length);
  cpSync(join(root, "lab-stack"), stackFolder, { recursive: true, filter });
  for (const [file, text] of Object.entries(empty)) writeFileSync(join(stackFolder, file), text);
  const stack = await startEmbedded({ stackFolder, composition: { ...plainComposition, app } });
  made.defer(() => stack.stop());
  const inspection = await openInspection({ endpoints: stack.endpoints, down: [] });
  const kept = made.move();
  return {
    stack,
    inspection,
    urlOf: (strategy) => `${stack.endpoints.app}/${strategy}/hit`,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Those that need no broker. */
export async function strategiesOf({ stack }: BenchStack) {
  const all = await listStrategies(stack.endpoints.app, new AbortController().signal);
  return all.filter(({ needs }) => needs === undefined);
}

/** Adds the processor time of each server, microseconds a hit. The stack says nothing about less than 0.7 s. */
export async function withParts(stack: Stack, measure: () => Promise<Figures>): Promise<Figures> {
  await stack.beginWatch([process.pid]);
  const from = machineTime();
  const figures = await measure();
  const until = machineTime();
  const { processor } = await stack.endWatch(from, until);
  if (!processor || !figures.hits) return figures;
  const { hits } = figures;
  const each = (service: ServiceName) => {
    const share = processor.services[service] ?? 0;
    return (share * processor.cores * (until - from) * 1000) / hits;
  };
  return {
    ...figures,
    "app µs": each("app"),
    "postgres µs": each("postgres"),
    "redis µs": each("redis"),
  };
}
