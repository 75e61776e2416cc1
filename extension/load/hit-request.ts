const zero = 48;

/** Makes the request of one hit after the other: nothing of it changes but the number at the end of the id. */
export class HitRequest {
  readonly #head: string;
  #bytes = Buffer.alloc(0);
  #lastDigitAt = 0;
  /** The first number that has more digits than there is room for. */
  #tooLong = 0;

  constructor(url: URL, idPrefix: string) {
    const { host, pathname, search } = url;
    const lines = [`POST ${pathname}${search} HTTP/1.1`, `host: ${host}`, "content-length: 0"];
    this.#head = `${lines.join("\r\n")}\r\nx-hit-id: ${idPrefix}-`;
  }

  /** The same memory for every hit: one must have been written before the next is asked for. Numbers only grow. */
  bytes(hit: number): Buffer {
    if (hit >= this.#tooLong) this.#makeRoom(String(hit).length);
    let rest = hit;
    for (let at = this.#lastDigitAt; rest > 0; at -= 1) {
      const next = Math.floor(rest / 10);
      this.#bytes[at] = zero + rest - next * 10;
      rest = next;
    }
    return this.#bytes;
  }

  #makeRoom(digits: number): void {
    this.#bytes = Buffer.from(`${this.#head}${"0".repeat(digits)}\r\n\r\n`, "latin1");
    this.#lastDigitAt = this.#head.length + digits - 1;
    this.#tooLong = 10 ** digits;
  }
}
