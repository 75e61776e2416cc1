/** The head of an answer, read: the status, and how the answer ends. */
export interface AnswerHead {
  readonly status: number;
  /** The length of the body; or it comes in chunks; or the connection ends with it. */
  readonly body: number | "chunked" | "to-end";
  /** Whether the connection may carry another request after this answer. */
  readonly keepsAlive: boolean;
}

/** An answer that breaks the rules of HTTP/1.1; its code is the one that Node's own parser has for the fault. */
export class InvalidAnswer extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const beginning = "HTTP/1.";

/** Reads the status line and the header lines, up to the end of the text or an empty line. @throws InvalidAnswer */
export function readHead(text: string): AnswerHead {
  const [statusLine = "", ...lines] = text.split(/\r?\n/);
  const { status, minorVersion } = readStatusLine(statusLine);
  const { length, codings, options } = readHeaders(lines);
  if (codings.length > 0 && length !== undefined) throw new InvalidAnswer("HPE_UNEXPECTED_CONTENT_LENGTH");

  const body = bodyOf(status, codings, length);
  const persistent = minorVersion === 0 ? options.includes("keep-alive") : !options.includes("close");
  return { status, body, keepsAlive: persistent && body !== "to-end" };
}

/** Checks the first bytes of an answer before the status line is complete. @throws InvalidAnswer */
export function checkBeginning(text: string): void {
  if (!beginning.startsWith(text.slice(0, beginning.length))) throw new InvalidAnswer("HPE_INVALID_CONSTANT");
}

function readStatusLine(line: string): { status: number; minorVersion: number } {
  checkBeginning(line.padEnd(beginning.length));
  const [, minorVersion, rest = ""] = /^HTTP\/1\.(\d)( .*)?$/.exec(line) ?? [];
  if (minorVersion === undefined) throw new InvalidAnswer("HPE_INVALID_VERSION");
  const [, status] = /^ ([1-9]\d\d)(?: .*)?$/.exec(rest) ?? [];
  // 101 hands the connection over to another protocol, which a hit never asks for.
  if (status === undefined || status === "101") throw new InvalidAnswer("HPE_INVALID_STATUS");
  return { status: Number(status), minorVersion: Number(minorVersion) };
}

interface Headers {
  readonly length: number | undefined;
  /** Of `Transfer-Encoding` and of `Connection`, in lower case. */
  readonly codings: readonly string[];
  readonly options: readonly string[];
}

function readHeaders(lines: readonly string[]): Headers {
  const codings: string[] = [];
  const options: string[] = [];
  let length: number | undefined;
  for (const line of lines) {
    if (line === "") break;
    const [, name, value = ""] = /^([!#$%&'*+.^_`|~\w-]+):(.*)$/.exec(line) ?? [];
    if (name === undefined) throw new InvalidAnswer("HPE_INVALID_HEADER_TOKEN");
    switch (name.toLowerCase()) {
      case "content-length": {
        const before = length;
        length = readLength(value.trim());
        if (before !== undefined && before !== length)
          throw new InvalidAnswer("HPE_UNEXPECTED_CONTENT_LENGTH");
        break;
      }
      case "transfer-encoding":
        codings.push(...listed(value));
        break;
      case "connection":
        options.push(...listed(value));
        break;
    }
  }
  return { length, codings, options };
}

function readLength(value: string): number {
  const length = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(length))
    throw new InvalidAnswer("HPE_INVALID_CONTENT_LENGTH");
  return length;
}

function listed(value: string): string[] {
  return value
    .toLowerCase()
    .split(",")
    .map((item) => item.trim());
}

/** RFC 9112, 6.3, for an answer to a POST. */
function bodyOf(status: number, codings: readonly string[], length: number | undefined): AnswerHead["body"] {
  if (status < 200 || status === 204 || status === 304) return 0;
  if (codings.length > 0) return codings.at(-1) === "chunked" ? "chunked" : "to-end";
  return length ?? "to-end";
}
