/** How the lab reads a number of an app that is not ours: the first value of a query, a command of Redis, or a key of JSON. */
export type Figure =
  | { readonly sql: string }
  | { readonly redis: string }
  | { readonly get: string; readonly key: string };

/** An app that is not ours, as its cell describes it. Requests are a method and a path: `POST /hit`. */
export interface OwnApp {
  /** Where the command runs; absolute once the cell has been read. With `url` there is neither. */
  readonly folder?: string;
  readonly command?: string;
  /** Of an app that runs already: `http://127.0.0.1:8000`. */
  readonly url?: string;
  /** It takes its files up by itself when they are saved. */
  readonly reloads?: boolean;
  readonly hit: string;
  readonly process?: string;
  readonly stored: Figure;
  readonly pending?: Figure;
  /** The ids of the stored hits, in the order in which the app keeps them. */
  readonly ids?: { readonly sql: string };
  readonly reset?: { readonly sql?: string; readonly call?: string };
}

/** A part of a composition. */
export interface WithOwnApp {
  /** An app that is not ours, in place of ours. */
  readonly own?: OwnApp;
}

/** The program that is one more process of it, with a port of its own; it listens once it has started. */
export const anotherOwnApp = "app";

/** The name under which loads and counters know it. */
export const ownStrategy = "own";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

export interface Route {
  readonly method: Method;
  readonly path: string;
}

/** `POST /hit`; `GET /process?all=1`. */
export const routePattern = new RegExp(`^(?:${methods.join("|")}) /[!-~]*$`);

/** @param text fits the pattern */
export function routeOf(text: string): Route {
  const [method = "GET", path = "/"] = text.split(" ");
  // The pattern allows no other.
  return { method: method as Method, path };
}

/** Commands of Redis that give a number and change nothing. */
const countingCommands = ["GET", "STRLEN", "HLEN", "HGET", "LLEN", "SCARD", "ZCARD", "XLEN"];
export const countingPattern = new RegExp(`^(?:${countingCommands.join("|")})(?: \\S+){1,2}$`);
