import { type HitIds, suffixLength } from "./hit-ids.ts";

const zero = 48;

/** The bytes of each request; only the end of the id changes from hit to hit. */
export class HitRequest {
  readonly #ids: HitIds;
  readonly #head: string;
  #bytes = Buffer.alloc(0);
  #numberEndsAt = 0;
  /** The smallest number with more digits than there is room for. */
  #tooLong = 0;

  constructor(url: URL, ids: HitIds) {
    const { host, pathname, search } = url;
    const lines = [`POST ${pathname}${search} HTTP/1.1`, `host: ${host}`, "content-length: 0"];
    this.#ids = ids;
    this.#head = `${lines.join("\r\n")}\r\nx-hit-id: ${ids.prefix}-`;
  }

  /** Reuses its memory: the previous request must have been written. Numbers only grow. */
  bytes(hit: number): Buffer {
    if (hit >= this.#tooLong) this.#makeRoom(String(hit).length);
    let rest = hit;
    for (let at = this.#numberEndsAt - 1; rest > 0; at -= 1) {
      const next = Math.floor(rest / 10);
      this.#bytes[at] = zero + rest - next * 10;
      rest = next;
    }
    this.#ids.writeSuffix(hit, this.#bytes, this.#numberEndsAt);
    return this.#bytes;
  }

  #makeRoom(digits: number): void {
    const id = "0".repeat(digits + suffixLength);
    this.#bytes = Buffer.from(`${this.#head}${id}\r\n\r\n`, "latin1");
    this.#numberEndsAt = this.#head.length + digits;
    this.#tooLong = 10 ** digits;
  }
}
