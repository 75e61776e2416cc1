import { setTimeout as sleep } from "node:timers/promises";
import type { Language } from "../../common/language.ts";
import { type RendererPayload, rendererMime } from "../../drawing/blocks.ts";
import { words } from "../words.ts";

/** One representation of a result; a viewer takes the richest it understands. */
export interface OutputItem {
  readonly mime: string;
  readonly text: string;
}

/** Where a cell's one output is shown. Each call replaces what was there. */
export interface OutputSurface {
  replace(items: readonly OutputItem[]): PromiseLike<void>;
}

/** A cell that takes longer than this says that it is working. */
const firstNoticeMs = 50;
/** Four updates a second can be followed and do not flicker. */
const betweenUpdatesMs = 250;
/** VS Code shows updates in the order in which it gets them, but on a busy machine it confirms them late. */
const longestWaitMs = 300;

/** The output of one running cell: one result, updated in place, progress throttled. */
export class CellOutput {
  readonly #surface: OutputSurface;
  readonly #notice: NodeJS.Timeout;
  /** Runs after each update; until it ends, the next one waits. */
  #pause: NodeJS.Timeout | undefined;
  #latest: (() => readonly OutputItem[]) | undefined;
  #writing: Promise<void> = Promise.resolve();
  #finished = false;
  /** The end result is shown, or is about to be. */
  #ended = false;

  constructor(surface: OutputSurface, language: Language) {
    this.#surface = surface;
    const { working } = words[language].cell;
    this.#notice = setTimeout(() => this.progress(() => noticeItems(working, language)), firstNoticeMs);
  }

  /** @param render is called only when the update is really shown. */
  progress(render: () => readonly OutputItem[]): void {
    if (this.#finished) return;
    clearTimeout(this.#notice);
    this.#latest = render;
    if (this.#pause === undefined) this.#flush();
  }

  /** Shows the end result; progress that is still waiting is dropped. It must be out before the execution ends. */
  async finish(items: readonly OutputItem[]): Promise<void> {
    this.stop();
    const waited = new AbortController();
    const long = sleep(longestWaitMs, undefined, { signal: waited.signal }).catch(() => undefined);
    await Promise.race([this.#writing, long]);
    waited.abort();
    this.#ended = true;
    await this.#surface.replace(items);
  }

  /** No further update is shown. */
  stop(): void {
    this.#finished = true;
    clearTimeout(this.#notice);
    clearTimeout(this.#pause);
  }

  #flush(): void {
    const render = this.#latest;
    this.#latest = undefined;
    this.#pause = render && setTimeout(() => this.#flush(), betweenUpdatesMs);
    // An update that cannot be shown is no reason to end the run.
    if (render) this.#write(render()).catch(() => undefined);
  }

  #write(items: readonly OutputItem[]): Promise<void> {
    const written = this.#writing.then(async () => {
      // One that has waited for a late confirmation must not follow the end result.
      if (!this.#ended) await this.#surface.replace(items);
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }
}

export function plainText(text: string): OutputItem {
  return { mime: "text/plain", text };
}

/** One line in the renderer of all results: another one would take the output away before it draws its own. */
export function noticeItems(text: string, language: Language): readonly OutputItem[] {
  const payload: RendererPayload = { version: 1, language, blocks: [{ kind: "line", text }] };
  return [{ mime: rendererMime, text: JSON.stringify(payload) }, plainText(text)];
}
