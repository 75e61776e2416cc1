// What bench/results.json holds.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import type { PartResult, Ratio, Table } from "./part.ts";

export const partNames = ["accepting", "generator", "processing", "postgres", "editor", "live"] as const;
export type PartName = (typeof partNames)[number];

/** Parts may have been measured by themselves, on another day. */
export interface MeasuredPart extends PartResult {
  /** The day, as 2026-12-31. */
  readonly measured: string;
  readonly rounds: number;
  /** How long it took, seconds. */
  readonly took: number;
}

export interface Results {
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly GB: number;
    readonly system: string;
    readonly node: string;
  };
  readonly parts: Readonly<Partial<Record<PartName, MeasuredPart>>>;
}

const root = join(import.meta.dirname, "..");
const file = join(root, "bench/results.json");

/** @returns undefined where nothing was measured yet */
export function readResults(): Results | undefined {
  // Only `writeResults` writes it.
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Results) : undefined;
}

/** The other parts stay as they were. */
export function writeResults(name: PartName, part: MeasuredPart): Results {
  const [{ model = "" } = {}] = os.cpus();
  const results = {
    machine: {
      processor: model,
      cores: os.availableParallelism(),
      GB: Math.round(os.totalmem() / 2 ** 30),
      system: `${os.type()} ${os.release()}`,
      node: process.version,
    },
    parts: inOrder({ ...readResults()?.parts, [name]: part }),
  };
  const text = JSON.stringify(results, kept, 2);
  writeFileSync(file, `${text.replaceAll(/\{\s+("[^{}[\]]*?)\s+\}/g, inOneLine)}\n`);
  execFileSync(process.execPath, [join(root, "node_modules/.bin/biome"), "format", "--write", file]);
  return readResults() ?? results;
}

function inOrder(parts: Results["parts"]): Results["parts"] {
  return Object.fromEntries(partNames.flatMap((name) => (parts[name] ? [[name, parts[name]]] : [])));
}

/** Not the rounds, of which the spread is kept; and four digits are more than any figure is worth. */
function kept(key: string, value: unknown): unknown {
  if (key === "rounds" && Array.isArray(value)) return undefined;
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}

function inOneLine(_object: string, inner: string): string {
  const line = inner.replaceAll(/\n\s*/g, " ");
  return line.length < 90 ? `{ ${line} }` : `{\n${inner}\n}`;
}

export function tableOf(results: Results, name: Table["name"]): Table | undefined {
  return Object.values(results.parts)
    .flatMap(({ tables }) => tables)
    .find((table) => table.name === name);
}

export function ratiosOf(results: Results): readonly Ratio[] {
  return Object.values(results.parts).flatMap(({ ratios }) => ratios);
}
