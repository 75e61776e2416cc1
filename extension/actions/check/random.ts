import { createHash } from "node:crypto";

const digestBytes = 32;
const drawBytes = 4;

/** Draws that are the same for the same seed and name. What the servers and the machine make of them is not. */
export class Random {
  readonly #seed: string;
  #digest = Buffer.alloc(0);
  #drawn = 0;

  constructor(seed: number, name: string) {
    this.#seed = `${seed} ${name}`;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.#share() * (to - from + 1));
  }

  /** Seconds, to the millisecond. */
  seconds(from: number, to: number): number {
    return this.whole(from * 1000, to * 1000) / 1000;
  }

  #share(): number {
    const at = (this.#drawn * drawBytes) % digestBytes;
    if (at === 0) this.#digest = createHash("sha256").update(`${this.#seed} ${this.#drawn}`).digest();
    this.#drawn += 1;
    return this.#digest.readUInt32BE(at) / 2 ** 32;
  }
}
