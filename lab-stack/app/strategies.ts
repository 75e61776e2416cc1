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
  /**
   * Closes its connections and ends what runs by itself, such as a loop: when the app stops, and when another text of
   * the file has taken over and the last hit of this one is answered. Its `setInterval` timers the app ends by itself.
   */
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

/** @throws Error if a file in strategies/ exports something else */
export function asStrategy(module: unknown, file: string): Strategy {
  if (isStrategy(module)) return module;
  throw new Error(`${file} must export a function "hit" and "about" with "en" and "ru".`);
}

function isStrategy(module: unknown): module is Strategy {
  if (typeof module !== "object" || module === null) return false;
  if (!("hit" in module) || typeof module.hit !== "function") return false;
  if (!("about" in module) || typeof module.about !== "object" || module.about === null) return false;
  return "en" in module.about && "ru" in module.about;
}
