import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LabError } from "../common/lab-error.ts";
import { parseRedis } from "./redis-commands.ts";

const words = (text: string) => parseRedis(text).map((command) => command.words);

test("one command a line; blank lines and comments are none", () => {
  assert.deepEqual(words("# all\n\n SET a  1\r\nGET a\n"), [
    ["SET", "a", "1"],
    ["GET", "a"],
  ]);
});

test("quotes keep blanks together, as a shell does", () => {
  assert.deepEqual(words(`SET "a b" 'c "d"' "e\\"\\n" "" x#y`), [["SET", "a b", 'c "d"', 'e"\n', "", "x#y"]]);
});

test("a quote that stays open is an error that names its line", () => {
  for (const text of ['PING\nSET a "b', "PING\nSET a 'b", 'PING\nSET "a"b c']) {
    assert.throws(
      () => parseRedis(text),
      (error) =>
        error instanceof LabError && error.code === "redis-quote-open" && /line 2/.test(error.message),
    );
  }
});

test("whatever the words are, quoted they come back", () => {
  const word = fc.string().filter((text) => !/[\n\r]/.test(text));
  const quote = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (list) => {
      assert.deepEqual(words(list.map(quote).join(" ")), [list]);
    }),
  );
});
