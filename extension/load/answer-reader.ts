import { type AnswerHead, checkBeginning, InvalidAnswer, readHead } from "./answer-head.ts";

const lineFeed = 10;
/** As in Node's own client. */
const longestHead = 16_384;
/** A refusal names its cause in a few bytes of JSON; the rest of a longer body is read and dropped. */
const longestRefusal = 65_536;

/**
 * Reads HTTP/1.1 answers to POST requests, one after the other, however the network splits them, and knows when
 * one is complete. It skips interim answers (1xx): the final one follows.
 */
export class AnswerReader {
  /** The head of the current answer; undefined until all of it has arrived. */
  #head: AnswerHead | undefined;
  /** The part of the head, or of a line between chunks, that has arrived so far. */
  #text = "";
  /** Bytes of the body or of the chunk that have not arrived yet. */
  #left = 0;
  #expected: "size" | "end of chunk" | "trailer" = "size";
  #refusal = "";
  /** Most heads equal the head of the previous answer byte for byte, and need no parsing. */
  #lastHead: AnswerHead | undefined;
  #lastHeadBytes = Buffer.alloc(0);

  /** Of the answer that is complete. */
  get status(): number {
    return this.#head?.status ?? 0;
  }

  /** The body of a complete answer; empty when that is 2xx. */
  get refusal(): string {
    return this.#refusal === "" ? "" : Buffer.from(this.#refusal, "latin1").toString();
  }

  /** Whether the connection may carry another request after the answer that is complete. */
  get keepsAlive(): boolean {
    return this.#head?.keepsAlive ?? false;
  }

  /** To be called before each answer. */
  begin(): void {
    this.#head = undefined;
    this.#text = "";
    this.#refusal = "";
  }

  /**
   * Reads on in the first `length` bytes.
   * @returns where the answer ends, or -1 when it goes on
   * @throws InvalidAnswer
   */
  read(bytes: Buffer, length: number): number {
    let at = 0;
    while (this.#head === undefined) {
      const end = this.#readHead(bytes, at, length);
      if (end < 0) return -1;
      at = end;
    }
    const { body } = this.#head;
    if (body === "chunked") return this.#readChunks(bytes, at, length);
    const end = body === "to-end" ? length : Math.min(length, at + this.#left);
    this.#keep(bytes, at, end);
    if (body === "to-end") return -1;
    this.#left -= end - at;
    return this.#left === 0 ? end : -1;
  }

  /** The server has closed the connection in good order. @returns whether that completes the answer */
  end(): boolean {
    return this.#head?.body === "to-end";
  }

  /** @returns where the head ends, or -1 when it goes on */
  #readHead(bytes: Buffer, from: number, length: number): number {
    const same = from + this.#lastHeadBytes.length;
    if (this.#text === "" && same <= length && this.#lastHead) {
      if (this.#lastHeadBytes.compare(bytes, from, same) === 0) {
        this.#accept(this.#lastHead);
        return same;
      }
    }
    const before = this.#text.length;
    this.#text += bytes.toString("latin1", from, length);
    const end = endOfHead(this.#text);
    if (end < 0) {
      if (this.#text.length > longestHead) throw new InvalidAnswer("HPE_HEADER_OVERFLOW");
      this.#checkPart(before);
      return -1;
    }
    const text = this.#text.slice(0, end);
    this.#text = "";
    const head = readHead(text);
    if (head.status >= 200) {
      this.#accept(head);
      this.#lastHead = head;
      this.#lastHeadBytes = Buffer.from(text, "latin1");
    }
    return from + end - before;
  }

  /** Finds a fault as soon as its line is complete, not at the timeout. Everything before `from` has been checked. */
  #checkPart(from: number): void {
    const lines = this.#text.lastIndexOf("\n") + 1;
    if (lines > from) readHead(this.#text.slice(0, lines));
    else if (lines === 0) checkBeginning(this.#text);
  }

  #accept(head: AnswerHead): void {
    this.#head = head;
    this.#left = typeof head.body === "number" ? head.body : 0;
    this.#expected = "size";
  }

  #keep(bytes: Buffer, from: number, to: number): void {
    if (this.status < 300 || from === to || this.#refusal.length >= longestRefusal) return;
    this.#refusal += bytes.toString("latin1", from, to);
  }

  #readChunks(bytes: Buffer, from: number, length: number): number {
    let at = from;
    while (at < length) {
      if (this.#left > 0) {
        const end = Math.min(length, at + this.#left);
        this.#keep(bytes, at, end);
        this.#left -= end - at;
        at = end;
        continue;
      }
      const end = bytes.indexOf(lineFeed, at);
      const cut = end < 0 || end >= length;
      this.#text += bytes.toString("latin1", at, cut ? length : end);
      if (this.#text.length > longestHead) throw new InvalidAnswer("HPE_HEADER_OVERFLOW");
      if (cut) return -1;
      at = end + 1;
      const line = this.#text.replace(/\r$/, "");
      this.#text = "";
      if (this.#endsWithLine(line)) return at;
    }
    return -1;
  }

  /** Reads a line of a chunked body that is not data. @returns true for the last one */
  #endsWithLine(line: string): boolean {
    switch (this.#expected) {
      case "size": {
        const [, size] = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
        if (size === undefined) throw new InvalidAnswer("HPE_INVALID_CHUNK_SIZE");
        this.#left = Number.parseInt(size, 16);
        this.#expected = this.#left === 0 ? "trailer" : "end of chunk";
        return false;
      }
      case "end of chunk":
        if (line !== "") throw new InvalidAnswer("HPE_STRICT");
        this.#expected = "size";
        return false;
      case "trailer":
        return line === "";
    }
  }
}

/** Behind the first empty line, or -1. */
function endOfHead(text: string): number {
  const end = /\n\r?\n/.exec(text);
  return end ? end.index + end[0].length : -1;
}
