import { createCipheriv, createHash } from "node:crypto";

const bytesPerHit = 4;
const hitsPerPage = 4096;
const cipherBlock = 16;
const hexDigits = Buffer.from("0123456789abcdef");

/** What the ids of a run's hits are made of. */
export interface HitNaming {
  readonly hitIdPrefix: string;
  /** It never leaves the lab: the app could name hits that it has not seen. */
  readonly hitIdSecret: string;
}

/** How much longer than the number the end of an id is. */
export const suffixLength = 1 + 2 * bytesPerHit;

/**
 * The ids of a run's hits: `<prefix>-<n>-<8 hex digits>`. The secret yields the id of every hit;
 * a server that has seen some of the ids cannot guess another.
 */
export class HitIds {
  readonly prefix: string;
  readonly #key: Buffer;
  /** The suffixes of some thousand consecutive hits, in binary. */
  #page = Buffer.alloc(0);
  #pageNumber = -1;

  constructor({ hitIdPrefix, hitIdSecret }: HitNaming) {
    this.prefix = hitIdPrefix;
    this.#key = createHash("sha256").update(hitIdSecret).digest();
  }

  of(hit: number): string {
    const suffix = Buffer.alloc(suffixLength);
    this.writeSuffix(hit, suffix, 0);
    return `${this.prefix}-${hit}${suffix.toString("latin1")}`;
  }

  /** Writes the part of the id that follows the number. */
  writeSuffix(hit: number, target: Buffer, at: number): void {
    const from = this.#turnTo(hit);
    target[at] = 45;
    for (let index = 0; index < bytesPerHit; index += 1) {
      const byte = this.#page[from + index] ?? 0;
      target[at + 1 + 2 * index] = hexDigits[byte >> 4] ?? 0;
      target[at + 2 + 2 * index] = hexDigits[byte & 15] ?? 0;
    }
  }

  /** The suffixes are the key stream of a cipher. @returns where the one of the hit begins in the page */
  #turnTo(hit: number): number {
    const pageNumber = Math.floor(hit / hitsPerPage);
    if (pageNumber !== this.#pageNumber) {
      const pageBytes = hitsPerPage * bytesPerHit;
      const counter = Buffer.alloc(cipherBlock);
      counter.writeBigUInt64BE(BigInt((pageNumber * pageBytes) / cipherBlock), cipherBlock / 2);
      this.#page = createCipheriv("aes-256-ctr", this.#key, counter).update(Buffer.alloc(pageBytes));
      this.#pageNumber = pageNumber;
    }
    return (hit % hitsPerPage) * bytesPerHit;
  }
}
