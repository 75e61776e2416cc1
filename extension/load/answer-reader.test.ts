import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidAnswer } from "./answer-head.ts";
import { AnswerReader } from "./answer-reader.ts";

/** What a reader makes of one answer in these pieces, the connection ending after them. */
function readIn(pieces: readonly string[], reader = new AnswerReader()) {
  reader.begin();
  let surplus = "";
  let complete = false;
  for (const piece of pieces) {
    if (complete) {
      surplus += piece;
      continue;
    }
    const bytes = Buffer.from(piece, "latin1");
    const end = reader.read(bytes, bytes.length);
    if (end < 0) continue;
    complete = true;
    surplus = piece.slice(end);
  }
  const byEnd = !complete && reader.end();
  const { status, refusal, keepsAlive } = reader;
  return complete || byEnd ? { status, refusal, keepsAlive, byEnd, surplus } : "incomplete";
}

const bytewise = (text: string) => text.match(/./gs) ?? [];

function splitAt(text: string, places: readonly number[]): string[] {
  const sorted = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return sorted.slice(1).map((end, index) => text.slice(sorted[index], end));
}

function codeOf(run: () => unknown): string {
  try {
    return `none: ${JSON.stringify(run())}`;
  } catch (error) {
    assert.ok(error instanceof InvalidAnswer, String(error));
    return error.code;
  }
}

const refusal = '{"code":"53300","message":"zu viele — слишком много"}';
const utf8 = Buffer.from(refusal).toString("latin1");
const read = { status: 503, refusal, keepsAlive: true, byEnd: false, surplus: "" };
const ok = { status: 200, refusal: "", keepsAlive: true, byEnd: false, surplus: "" };

const answers: readonly [string, string, ReturnType<typeof readIn>][] = [
  ["a length", `HTTP/1.1 503 Busy\r\nContent-Length: ${utf8.length}\r\n\r\n${utf8}`, read],
  ["a length, spaced and twice", "HTTP/1.1 200 OK\r\nContent-Length:\t2 \r\ncontent-length: 2\r\n\r\nok", ok],
  ["an empty body", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", ok],
  ["no reason", "HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n", ok],
  ["bare line feeds", "HTTP/1.1 200 OK\ncontent-length: 2\n\nok", ok],
  ["no content", "HTTP/1.1 204 No Content\r\n\r\n", { ...ok, status: 204 }],
  [
    "not modified, with the length of what is not sent",
    "HTTP/1.1 304 x\r\ncontent-length: 9\r\n\r\n",
    { ...ok, status: 304 },
  ],
  [
    "chunks, an extension and a trailer",
    `HTTP/1.1 503 x\r\ntransfer-encoding: chunked\r\n\r\n5;a="b"\r\n${utf8.slice(0, 5)}\r\n${(utf8.length - 5).toString(16).toUpperCase()} \r\n${utf8.slice(5)}\r\n0\r\nx: y\r\n\r\n`,
    read,
  ],
  ["no chunk but the last", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n000\r\n\r\n", ok],
  [
    "close",
    "HTTP/1.1 200 OK\r\nconnection: Close\r\ncontent-length: 2\r\n\r\nok",
    { ...ok, keepsAlive: false },
  ],
  [
    "close among others",
    "HTTP/1.1 200 OK\r\nconnection: x, close\r\ncontent-length: 0\r\n\r\n",
    { ...ok, keepsAlive: false },
  ],
  ["HTTP/1.0", "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok", { ...ok, keepsAlive: false }],
  ["HTTP/1.0, kept alive", "HTTP/1.0 200 OK\r\ncontent-length: 2\r\nConnection: keep-alive\r\n\r\nok", ok],
  ["a body to the end", `HTTP/1.1 503 x\r\n\r\n${utf8}`, { ...read, keepsAlive: false, byEnd: true }],
  [
    "a coding without an end",
    "HTTP/1.1 200 x\r\ntransfer-encoding: gzip\r\n\r\nabc",
    { ...ok, keepsAlive: false, byEnd: true },
  ],
  [
    "early hints",
    "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
    ok,
  ],
  [
    "several 1xx",
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 x\r\n\r\nHTTP/1.1 503 x\r\ncontent-length: ${utf8.length}\r\n\r\n${utf8}`,
    read,
  ],
  [
    "headers that only look alike",
    "HTTP/1.1 200 OK\r\nx-content-length: 9\r\nconnection-x: close\r\ncontent-length: 1\r\n\r\n1",
    ok,
  ],
  ["half a head", "HTTP/1.1 200 OK\r\ncontent-le", "incomplete"],
  ["a head without its empty line", "HTTP/1.1 204 No Content\r\n", "incomplete"],
  ["half a body", "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok", "incomplete"],
  [
    "chunks without the last",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n",
    "incomplete",
  ],
  [
    "the last chunk without its empty line",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n",
    "incomplete",
  ],
  ["nothing but 1xx", "HTTP/1.1 103 Early Hints\r\n\r\n", "incomplete"],
  ["nothing", "", "incomplete"],
];

for (const [name, text, expected] of answers) {
  test(`an answer with ${name} is read the same in one piece, split anywhere, and byte by byte`, () => {
    assert.deepEqual(readIn([text]), expected);
    assert.deepEqual(readIn(bytewise(text)), expected);
    for (let at = 0; at <= text.length; at += 1)
      assert.deepEqual(readIn(splitAt(text, [at])), expected, `at ${at}`);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 8 }), (places) => {
        assert.deepEqual(readIn(splitAt(text, places)), expected);
      }),
    );
  });
}

test("one reader reads any answers one after the other, heads alike or not", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ answer: fc.constantFrom(...answers), places: fc.array(fc.nat(), { maxLength: 3 }) }),
      ),
      (sequence) => {
        const reader = new AnswerReader();
        for (const { answer, places } of sequence) {
          const [name, text, expected] = answer;
          assert.deepEqual(readIn(splitAt(text, places), reader), expected, name);
        }
      },
    ),
  );
});

test("what follows an answer is not taken for a part of it", () => {
  const text = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
  for (const surplus of ["HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", "garbage", "\r\n"]) {
    assert.deepEqual(readIn([text + surplus]), { ...ok, surplus });
  }
  const chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";
  assert.deepEqual(readIn([`${chunked}more`]), { ...ok, surplus: "more" });
});

const faults: readonly [code: string, ...texts: string[]][] = [
  ["HPE_INVALID_CONSTANT", "HELLO", "\r\n\r\n", "HTTQ/1.1 200 OK\r\n", "HTTP/2 200\r\n\r\n", "SSH-2.0-x\r\n"],
  ["HPE_INVALID_VERSION", "HTTP/1.x 200 OK\r\n", "HTTP/1.12 200 OK\r\n"],
  [
    "HPE_INVALID_STATUS",
    ...["20", "2000", "abc", "099", "", "101 Switching Protocols"].map((status) => `HTTP/1.1 ${status}\r\n`),
  ],
  [
    "HPE_INVALID_HEADER_TOKEN",
    ...["no colon", ": nameless", "a b: c", " folded: x", "x: a\rb"].map(
      (line) => `HTTP/1.1 200 OK\r\n${line}\r\n`,
    ),
  ],
  [
    "HPE_INVALID_CONTENT_LENGTH",
    ...["-1", "1.5", "0x10", "2, 2", "", "9".repeat(17)].map(
      (length) => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n`,
    ),
  ],
  [
    "HPE_UNEXPECTED_CONTENT_LENGTH",
    "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
  ],
  [
    "HPE_INVALID_CHUNK_SIZE",
    ...["x", "", "-1", "0x1", "f".repeat(13)].map(
      (size) => `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${size}\r\n`,
    ),
  ],
  ["HPE_STRICT", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n"],
  [
    "HPE_HEADER_OVERFLOW",
    `HTTP/1.1 200 OK\r\nx: ${"a".repeat(20_000)}`,
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;${"a".repeat(20_000)}`,
  ],
];

for (const [code, ...texts] of faults) {
  test(`an answer that is not HTTP is reported at once as ${code}, however it is split`, () => {
    for (const text of texts) {
      assert.equal(
        codeOf(() => readIn([text])),
        code,
        text.slice(0, 80),
      );
      if (text.length < 1000)
        assert.equal(
          codeOf(() => readIn(bytewise(text))),
          code,
          text,
        );
    }
  });
}

test("any bytes are an answer, a part of one, or a fault with a code", () => {
  const pieces = fc.constantFrom(
    "HTTP/1.1 ",
    "200",
    " OK",
    "\r\n",
    "\n",
    ":",
    "content-length: 1",
    "transfer-encoding: chunked",
    "1",
    "0",
    "x",
    "\r",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 40 }), (texts) => {
      const whole = codeOf(() => readIn([texts.join("")]));
      const split = codeOf(() => readIn(texts));
      if (whole.startsWith("none")) assert.equal(split, whole);
      assert.ok(whole.startsWith("none") || whole.startsWith("HPE_"));
    }),
  );
});

test("a long refusal is cut, a long success costs no memory, and both are read to their end", () => {
  const size = 10_000_000;
  const piece = "x".repeat(65_536);
  for (const [status, most] of [[503, 200_000] as const, [200, 0] as const]) {
    const reader = new AnswerReader();
    reader.begin();
    const head = Buffer.from(`HTTP/1.1 ${status} x\r\ncontent-length: ${size}\r\n\r\n`);
    assert.equal(reader.read(head, head.length), -1);
    for (let left = size; left > 0; left -= piece.length) {
      const bytes = Buffer.from(piece.slice(0, left));
      assert.equal(reader.read(bytes, bytes.length), left <= piece.length ? bytes.length : -1);
    }
    assert.ok(reader.refusal.length <= most);
  }
});
