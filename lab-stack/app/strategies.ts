import { readdir } from "node:fs/promises";
import { addressOf, type Broker } from "./brokers.ts";

/** What a file in strategies/ exports. The file name without ".ts" is the strategy's name. */
export interface Strategy {
  /** One sentence for the student. */
  readonly about: { readonly en: string; readonly ru: string };
  /** The broker that it needs. A stack may not include it, so import the broker's client only on first use. */
  readonly needs?: Broker;
  /** Accepts one hit. The client gets its 200 when the promise resolves. */
  hit(id: string): Promise<void>;
  /** Moves the contents of the buffer into PostgreSQL. Returns the number of hits moved. */
  process?(): Promise<number>;
  /** The number of hits that are accepted and still in the buffer. */
  pending?(): Promise<number>;
  /** True for a strategy that stores the ids of the hits in the table "hits" instead of a number in "counter". */
  readonly storesIds?: boolean;
  /** The ids of the hits in the buffer, for a strategy with `storesIds`. */
  pendingIds?(): Promise<string[]>;
  /** The number of hits stored in PostgreSQL, for a strategy that uses neither "counter" nor "hits". */
  stored?(): Promise<number>;
  /** Empties a buffer that only the app can reach: in its memory, or in the broker that it needs. */
  forget?(): Promise<void>;
  /** Connects when the app starts, so that the first hit does not have to wait. */
  open?(): Promise<void>;
  /** Closes its connections when the app stops. */
  close?(): Promise<void>;
}

/** False for a strategy whose broker is not in this stack. */
export function isAvailable({ needs }: Strategy): boolean {
  return needs === undefined || addressOf(needs) !== undefined;
}

/** True for a strategy whose buffer is in the memory of the app: another process of it has another buffer. */
export function buffersInMemory({ forget, needs }: Strategy): boolean {
  return forget !== undefined && needs === undefined;
}

/** All strategies, by name. To add one, add a file to strategies/. */
export async function loadStrategies(): Promise<ReadonlyMap<string, Strategy>> {
  const folder = new URL("./strategies/", import.meta.url);
  // Hidden files are not strategies, and neither are those that macOS puts beside each file ("._naive.ts").
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts") && !/^[._]/.test(file));
  const names = files.map((file) => file.slice(0, -".ts".length)).sort();
  const strategies = new Map<string, Strategy>();
  for (const name of names) {
    const module: unknown = await import(new URL(`${encodeURIComponent(name)}.ts`, folder).href);
    if (!isStrategy(module)) {
      throw new Error(`strategies/${name}.ts must export a function "hit" and "about" with "en" and "ru".`);
    }
    strategies.set(name, module);
  }
  return strategies;
}

function isStrategy(module: unknown): module is Strategy {
  if (typeof module !== "object" || module === null) return false;
  if (!("hit" in module) || typeof module.hit !== "function") return false;
  if (!("about" in module) || typeof module.about !== "object" || module.about === null) return false;
  return "en" in module.about && "ru" in module.about;
}
