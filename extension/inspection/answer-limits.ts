import type { Readable } from "node:stream";

/** Longer values are cut. Characters. */
const longestValue = 2_000;
const longestMessage = 4_000;
/** The rest of the rows is left out: a million characters take minutes to draw. */
const mostCharacters = 200_000;
/** A longer answer is not read to its end. */
export const mostMegabytes = 16;

export function cutMessage(text: string): string {
  return cut(text, longestMessage);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** The rows of one answer that are shown: as many as fit. */
export class ShownRows {
  readonly #rowLimit: number;
  readonly #rows: (readonly string[])[] = [];
  #characters = 0;
  #isFull = false;

  constructor(rowLimit: number) {
    this.#rowLimit = rowLimit;
  }

  get rows(): readonly (readonly string[])[] {
    return this.#rows;
  }

  /** True once a row was left out. */
  get isFull(): boolean {
    return this.#isFull;
  }

  get truncatedAt(): number | null {
    return this.#isFull ? this.#rows.length : null;
  }

  add(values: readonly string[]): void {
    if (this.#isFull) return;
    const length = Math.min(longestValue, Math.floor(mostCharacters / Math.max(1, values.length)));
    const row = values.map((value) => cut(value, length));
    const characters = this.#characters + row.reduce((sum, value) => sum + value.length, 0);
    if (this.#rows.length === this.#rowLimit || (this.#rows.length > 0 && characters > mostCharacters)) {
      this.#isFull = true;
      return;
    }
    this.#characters = characters;
    this.#rows.push(row);
  }
}

/**
 * Destroys a connection that brings more than is read, before its parser makes anything of it: a string of 512 MB
 * ends the process.
 * @returns a function that ends the watch
 */
export function limitBytes(stream: Readable, tooLarge: () => void): () => void {
  let bytes = 0;
  const count = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= mostMegabytes * 2 ** 20) return;
    tooLarge();
    stream.destroy();
  };
  stream.prependListener("data", count);
  return () => stream.off("data", count);
}
