import assert from "node:assert/strict";

/** Texts that make a careless reader slow: one piece many times, with a beginning and an end that fit it. */
const pumps = [
  ..."{[('\"`$;:,<>#&*!|-?%@\\ \n\t\r_a1".split(""),
  ...[
    "- ",
    "? ",
    "{a: ",
    "[[",
    "a: &a ",
    "*a ",
    "!!a ",
    "': ",
    '": ',
    "/*",
    "*/",
    "--",
    "$a$",
    "E'\\",
    "''",
    ": <",
    ", ",
    "[a]: b\n",
  ],
  ...[
    "<!--",
    "-->",
    "```\n",
    "```yaml lab\n```\n<!--e",
    "```yaml lab\n```\n<!-- expect: {}\n",
    "> ",
    "1. ",
    "<a",
    "[a](",
    "&#",
  ],
];

/** Such texts of this length. */
export function* pumped(length: number): Generator<string> {
  for (const pump of pumps)
    for (const end of ["", '"\n}x']) yield pump.repeat(Math.ceil(length / pump.length)) + end;
  yield `\u001b${";#".repeat(length / 2)}`;
}

/**
 * Seconds of a processor for a text of tens of thousands of characters: eight times what the slowest takes. At a time
 * that grew with the square of the text it would be many more.
 */
const enough = 0.75;

export function inTime(work: () => unknown, text: string): void {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  const took = (user + system) / 1e6;
  assert.ok(
    took < enough,
    `${JSON.stringify(text.slice(0, 20))} … ${JSON.stringify(text.slice(-3))}: ${took} s`,
  );
}
