import { type HitIds, suffixLength } from "./hit-ids.ts";

const zero = 48;

/** The bytes of each request; only the end of the id changes from hit to hit. */
export class HitRequest {
  readonly #ids: HitIds;
  readonly #head: string;
  #bytes = Buffer.alloc(0);
  #numberEndsAt = 0;
  /** The numbers that have as many digits as there is room for: from the one to below the other. */
  #from = 0;
  #tooLong = 0;

  constructor(url: URL, ids: HitIds, method = "POST") {
    const { host, pathname, search } = url;
    const lines = [`${method} ${pathname}${search} HTTP/1.1`, `host: ${host}`, "content-length: 0"];
    this.#ids = ids;
    this.#head = `${lines.join("\r\n")}\r\nx-hit-id: ${ids.prefix}-`;
  }

  /** Reuses its memory: the previous request must have been written. */
  bytes(hit: number): Buffer {
    if (hit >= this.#tooLong || hit < this.#from) this.#makeRoom(String(hit).length);
    let rest = hit;
    let at = this.#numberEndsAt;
    do {
      const next = Math.floor(rest / 10);
      at -= 1;
      this.#bytes[at] = zero + rest - next * 10;
      rest = next;
    } while (rest > 0);
    this.#ids.writeSuffix(hit, this.#bytes, this.#numberEndsAt);
    return this.#bytes;
  }

  #makeRoom(digits: number): void {
    const id = "0".repeat(digits + suffixLength);
    this.#bytes = Buffer.from(`${this.#head}${id}\r\n\r\n`, "latin1");
    this.#numberEndsAt = this.#head.length + digits;
    this.#from = digits === 1 ? 0 : 10 ** (digits - 1);
    this.#tooLong = 10 ** digits;
  }
}
