import assert from "node:assert/strict";
import { test } from "node:test";
import { defineErrors, explain } from "./lab-error.ts";

const catalogue = {
  quoting: ({ words }: { words: string }) => ({ what: `It says: ${words}`, remedy: "Start it again." }),
};
const problem = defineErrors({ en: catalogue, ru: catalogue });

test("a program's own words end before the advice begins", () => {
  for (const [words, said] of [
    [
      "connect EADDRNOTAVAIL 127.0.0.1:40000",
      "It says: connect EADDRNOTAVAIL 127.0.0.1:40000. Start it again.",
    ],
    ["Is the docker daemon running?", "It says: Is the docker daemon running? Start it again."],
    ["no such file “x” ", "It says: no such file “x”. Start it again."],
    ["\nline 1\nline 2\n", "It says: \nline 1\nline 2\n Start it again."],
    ["“It is gone.”", "It says: “It is gone.” Start it again."],
  ] as const) {
    const error = problem("quoting", { words });
    assert.equal(explain(error, "en"), said);
    assert.equal(error.message, said);
    assert.equal(`${error.what.ru} ${error.remedy.ru}`, said);
  }
});

test("what a timeout of JavaScript says of itself is not what a person reads", async () => {
  const signal = AbortSignal.timeout(0);
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  assert.equal(explain(signal.reason, "en"), "no answer in time");
  assert.equal(explain(signal.reason, "ru"), "нет ответа вовремя");
});
