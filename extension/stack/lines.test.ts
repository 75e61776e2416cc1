import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { test } from "node:test";
import fc from "fast-check";
import { longestLine, onLines } from "./lines.ts";

async function linesOf(chunks: readonly (string | Buffer)[]): Promise<string[]> {
  const lines: string[] = [];
  const stream = Readable.from(chunks, { objectMode: false }).pipe(new PassThrough());
  onLines(stream, (line) => lines.push(line));
  await once(stream, "close");
  return lines;
}

test("lines are the same however they arrive, also with Windows' line ends and letters of several bytes", async () => {
  assert.deepEqual(await linesOf(["a\r", "\n\nb", "c\n", "end"]), ["a", "", "bc", "end"]);
  const line = fc.string({ unit: "grapheme" }).filter((text) => !/[\r\n]/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.nat(7), async (lines, size) => {
      const bytes = Buffer.from(lines.map((each) => `${each}\n`).join(""));
      const chunks = Array.from({ length: Math.ceil(bytes.length / (size + 1)) }, (_, n) =>
        bytes.subarray(n * (size + 1), (n + 1) * (size + 1)),
      );
      assert.deepEqual(await linesOf(chunks), lines);
    }),
    { numRuns: 50 },
  );
});

test("a line without an end is not kept whole, and the next one is read as ever", async () => {
  const long = "x".repeat(longestLine);
  const [first, second, ...others] = await linesOf([long, long, "y\nnext\n"]);
  assert.equal(first?.length, longestLine);
  assert.deepEqual([second, others], ["next", []]);
});
