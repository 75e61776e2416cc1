// Takes up the files in strategies/ when they are saved. The rest of the app is read once, at its start.
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { endIntervals } from "./intervals.ts";
import { type Mistake, mistakeIn, placeIn } from "./mistakes.ts";
import { asStrategy, type Strategy } from "./strategies.ts";

const folder = new URL("./strategies/", import.meta.url);
const extension = ".ts";
/** How long a text that is replaced may take to answer its last requests, and then to close, milliseconds. */
const patience = 2_000;

/** A text of a file that the app has loaded. */
interface Loaded {
  readonly strategy: Strategy;
  readonly url: string;
  /** Its requests that are not answered yet. */
  open: number;
}

/** What the app knows of one file. */
interface Known {
  /** Changes whenever the file does. */
  readonly stamp: string;
  /** Of the text that was read last. */
  readonly hash: string;
  /** The text that was loaded last; an earlier one while the file has a mistake. */
  readonly loaded?: Loaded | undefined;
  readonly mistake?: Mistake | undefined;
}

/** A file as the app has it, for the lab, which compares the hash with that of the file. */
export interface Source {
  readonly name: string;
  readonly file: string;
  readonly hash: string;
  readonly mistake?: Mistake;
}

export class LiveStrategies {
  readonly #files = new Map<string, Known>();
  /** By the URL of a text that is just being loaded: what it has thrown meanwhile where nobody catches it. */
  readonly #early = new Map<string, unknown[]>();
  readonly #onLoaded: (name: string, strategy: Strategy) => Promise<void>;
  #refreshing: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #loads = 0;

  /** @param onLoaded prepares a strategy before its first hit */
  constructor(onLoaded: (name: string, strategy: Strategy) => Promise<void> = async () => {}) {
    this.#onLoaded = onLoaded;
  }

  /** By name; those with a mistake are as they were before it. */
  get all(): ReadonlyMap<string, Strategy> {
    const loaded = [...this.#files].flatMap(([name, { loaded }]) =>
      loaded ? [[name, loaded.strategy] as const] : [],
    );
    return new Map(loaded.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  get(name: string): Strategy | undefined {
    return this.#files.get(name)?.loaded?.strategy;
  }

  /** Why the file as it is now cannot run. */
  mistakeOf(name: string): Mistake | undefined {
    return this.#files.get(name)?.mistake;
  }

  /**
   * What was thrown outside of a request, where nobody catches it: a strategy that does that does not run until it is
   * saved again.
   */
  blame(error: unknown): void {
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    for (const [url, thrown] of this.#early) if (stack.includes(`${url}:`)) thrown.push(error);
    for (const [name, known] of this.#files) {
      if (!known.loaded || !stack.includes(`${known.loaded.url}:`)) continue;
      const { line, column } = placeIn(stack, urlOf(name)) ?? { line: 1, column: 1 };
      const [said] = String(error).split("\n", 1);
      const message = `${said} (outside of a request, where nobody catches it)`;
      this.#files.set(name, { ...known, mistake: { message, line, column } });
      console.error(`${fileOf(name)}:${line}:${column}: ${message}`);
      return;
    }
  }

  get sources(): Source[] {
    return [...this.#files].map(([name, { hash, mistake }]) => ({
      name,
      file: fileOf(name),
      hash,
      ...(mistake && { mistake }),
    }));
  }

  /** Runs a piece of work of a strategy, which is not closed before it has ended. */
  async use<T>(name: string, work: (strategy: Strategy) => Promise<T>): Promise<T | undefined> {
    const loaded = this.#files.get(name)?.loaded;
    if (!loaded) return undefined;
    loaded.open += 1;
    try {
      return await work(loaded.strategy);
    } finally {
      loaded.open -= 1;
    }
  }

  /**
   * Takes up what was saved, added or deleted. Resolves when the new texts run and the old ones are closed.
   * A call looks at the files after it was made, even while an earlier one is at work.
   */
  refresh(): Promise<void> {
    if (!this.#refreshing) {
      this.#refreshing = this.#refresh().finally(() => {
        this.#refreshing = undefined;
      });
      return this.#refreshing;
    }
    this.#next ??= this.#refreshing
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.refresh();
      });
    return this.#next;
  }

  /** Looks twice a second; that also works in a container, which is told nothing of changes in a mounted folder. */
  watch(): void {
    const look = () =>
      this.refresh()
        .catch((error) => console.error(error))
        .finally(() => setTimeout(look, 500).unref());
    setTimeout(look, 500).unref();
  }

  async closeAll(): Promise<void> {
    await Promise.allSettled([...this.all.values()].map((strategy) => strategy.close?.()));
  }

  async #refresh(): Promise<void> {
    // Hidden files are not strategies, and neither are those that macOS puts beside each file ("._naive.ts").
    const files = (await readdir(folder)).filter((file) => file.endsWith(extension) && !/^[._]/.test(file));
    const names = files.map((file) => file.slice(0, -extension.length));
    const gone = [...this.#files].filter(([name]) => !names.includes(name));
    for (const [name] of gone) this.#files.delete(name);
    const replaced = await Promise.all(names.sort().map((name) => this.#take(name)));
    await Promise.all([...gone.map(([, { loaded }]) => loaded), ...replaced].map(retire));
  }

  /** @returns the text that this one replaces */
  async #take(name: string): Promise<Loaded | undefined> {
    const known = this.#files.get(name);
    const stamp = await stampOf(name);
    if (stamp === undefined || stamp === known?.stamp) return undefined;
    try {
      const source = await readFile(urlOf(name));
      const hash = createHash("sha256").update(source).digest("hex").slice(0, 12);
      // Saved without a change; or it was saved again while it was read, and the next look finds that. One with a
      // mistake is loaded again: what it needs may be there now.
      if (hash === known?.hash && !known.mistake) this.#files.set(name, { ...known, stamp });
      else return await this.#load(name, { stamp, hash });
    } catch (error) {
      // Deleted meanwhile, or not readable.
      const message = error instanceof Error ? error.message : String(error);
      this.#files.set(name, {
        stamp,
        hash: "",
        loaded: known?.loaded,
        mistake: { message, line: 1, column: 1 },
      });
    }
    return undefined;
  }

  async #load(name: string, now: Pick<Known, "stamp" | "hash">): Promise<Loaded | undefined> {
    const before = this.#files.get(name)?.loaded;
    // Node loads a URL only once. A stack trace of the first text names the plain file.
    this.#loads += 1;
    const url = urlOf(name).href + (this.#files.has(name) ? `?${now.hash}-${this.#loads}` : "");
    const early: unknown[] = [];
    this.#early.set(url, early);
    try {
      const strategy = asStrategy(await import(url), fileOf(name));
      await this.#onLoaded(name, strategy);
      // What was saved while it was loaded is loaded next: then nobody knows which text this one was.
      const stamp = (await stampOf(name)) === now.stamp ? now.stamp : "";
      this.#files.set(name, { stamp, hash: stamp && now.hash, loaded: { strategy, url, open: 0 } });
      this.#early.delete(url);
      for (const error of early) this.blame(error);
      return before;
    } catch (error) {
      const mistake = await mistakeIn(error, urlOf(name));
      console.error(`${fileOf(name)}:${mistake.line}:${mistake.column}: ${mistake.message}`);
      this.#files.set(name, { ...now, loaded: before, mistake });
      // What it has begun before it failed.
      endIntervals(url);
      return undefined;
    } finally {
      this.#early.delete(url);
    }
  }
}

/** Lets a replaced text answer its requests, ends its timers, and closes it. */
async function retire(loaded: Loaded | undefined): Promise<void> {
  if (!loaded) return;
  for (let waited = 0; loaded.open > 0 && waited < patience; waited += 10) await sleep(10);
  endIntervals(loaded.url);
  const closed = Promise.resolve(loaded.strategy.close?.()).catch((error) => console.error(error));
  await Promise.race([closed, sleep(patience, undefined, { ref: false })]);
}

function urlOf(name: string): URL {
  return new URL(encodeURIComponent(name + extension), folder);
}

function fileOf(name: string): string {
  return `strategies/${name}${extension}`;
}

async function stampOf(name: string): Promise<string | undefined> {
  const found = await stat(urlOf(name), { bigint: true }).catch(() => undefined);
  return found && `${found.ino} ${found.size} ${found.mtimeNs}`;
}

/** All strategies, for a program that reads them once. */
export async function loadStrategies(): Promise<LiveStrategies> {
  const strategies = new LiveStrategies();
  await strategies.refresh();
  return strategies;
}
