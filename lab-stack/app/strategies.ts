import { readdir } from "node:fs/promises";
import { addressOf, type Broker } from "./brokers.ts";

/** What a file of strategies/ exports. Its name without ".ts" is the strategy's name. */
export interface Strategy {
  /** One sentence for the student. */
  readonly about: { readonly en: string; readonly ru: string };
  /** The broker that it cannot do without. It need not be there: import its client only when it is first used. */
  readonly needs?: Broker;
  /** Accepts one hit; the client gets its 200 when the promise resolves. */
  hit(id: string): Promise<void>;
  /** Moves what is in the buffer into PostgreSQL and says how many hits that were. */
  process?(): Promise<number>;
  /** Hits that are accepted and still in the buffer. */
  pending?(): Promise<number>;
  /** True for a strategy that stores the hits' ids in the table "hits" instead of a number in "counter". */
  readonly storesIds?: boolean;
  /** The ids of the hits that are still in the buffer, where ids are stored. */
  pendingIds?(): Promise<string[]>;
  /** Hits that are in PostgreSQL, for a strategy that keeps them neither in "counter" nor in "hits". */
  stored?(): Promise<number>;
  /** Empties a buffer that only the app can reach: in its own memory, or in a broker. */
  forget?(): Promise<void>;
  /** Connects when the app starts, so that the first hit need not wait for it. */
  open?(): Promise<void>;
  /** Gives connections back when the app stops. */
  close?(): Promise<void>;
}

/** True unless it needs a broker that this stack does not have. */
export function isAvailable({ needs }: Strategy): boolean {
  return needs === undefined || addressOf(needs) !== undefined;
}

/** Every strategy there is, by name. A new one is one new file. */
export async function loadStrategies(): Promise<ReadonlyMap<string, Strategy>> {
  const folder = new URL("./strategies/", import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts"));
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
