// A stack for the bench: the lab's own, with a strategy that does nothing in each app.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listStrategies } from "../extension/inspection/app-client.ts";
import { type Inspection, openInspection } from "../extension/inspection/inspection.ts";
import { childrenOf } from "../extension/stack/children.ts";
import { type Composition, plainComposition, type Stack } from "../extension/stack/stack.ts";
import { root, startEmbedded } from "../test/support/stack.ts";
import { serversOf, watchServers } from "./processor.ts";
import type { Figures } from "./rounds.ts";

const empty = {
  "app/strategies/empty.ts": `export const about = { en: "Nothing.", ru: "Ничего." };\nexport async function hit() {}\n`,
  "fastapi/strategies/empty.py": `about = {"en": "Nothing.", "ru": "Ничего."}\n\n\nasync def hit(hit_id):\n    pass\n`,
};

export interface BenchStack extends AsyncDisposable {
  readonly stack: Stack;
  readonly inspection: Inspection;
  urlOf(strategy: string): string;
  /** Adds the processor time of each server to what is measured: microseconds a hit or event, and cores. */
  withServers(measure: () => Promise<Figures>): Promise<Figures>;
}

export async function startBenchStack(
  composition: (stackFolder: string) => Composition = () => plainComposition,
): Promise<BenchStack> {
  // What fails on the way leaves nothing behind.
  await using made = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), "surge-bench-"));
  made.defer(() => rmSync(folder, { recursive: true, force: true }));
  const stackFolder = join(folder, "lab-stack");
  const filter = (source: string) => !source.includes("node_modules", root.length);
  cpSync(join(root, "lab-stack"), stackFolder, { recursive: true, filter });
  for (const [file, text] of Object.entries(empty)) writeFileSync(join(stackFolder, file), text);
  const others = await childrenOf(process.pid);
  const stack = await startEmbedded({ stackFolder, composition: composition(stackFolder) });
  made.defer(() => stack.stop());
  const supervisor = (await childrenOf(process.pid)).find((pid) => !others.includes(pid));
  const servers = await serversOf(supervisor ?? 0);
  const inspection = await openInspection(stack);
  const kept = made.move();
  return {
    stack,
    inspection,
    urlOf: (strategy) => `${stack.endpoints.app}/${strategy}/hit`,
    withServers: async (measure) => {
      const end = watchServers(servers);
      const figures = await measure();
      return { ...figures, ...perHit(figures, end()) };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function perHit({ hits, seconds }: Figures, spent: Readonly<Record<string, number>>): Figures {
  if (!hits || !seconds) return {};
  return Object.fromEntries(
    Object.entries(spent).flatMap(([name, time]) => [
      [`${name} µs`, (time * 1e6) / hits],
      [`${name} cores`, time / seconds],
    ]),
  );
}

/** Those that need no broker. */
export async function strategiesOf({ stack }: BenchStack) {
  const all = await listStrategies(stack.endpoints.app, new AbortController().signal);
  return all.filter(({ needs }) => needs === undefined);
}

/** Of the programs of a stack. */
export function versionsOf({ stack: { versions } }: BenchStack): Record<string, string> {
  const { postgres, redis, runtime } = versions;
  return { postgres, redis, app: runtime };
}
