import type { en } from "./words.en.ts";

type MarkKind = keyof typeof en.marks;

/** What a line of a strategy does, recognised by its text: students change these files, so no line number is fixed. */
const patterns: readonly (readonly [MarkKind, RegExp])[] = [
  ["connect", /new (pg\.)?Client\(/],
  ["takeRows", /\bskip[ _]locked\b/i],
  ["lock", /\bselect\b.*\bfor (no key )?update\b/i],
  ["add", /\bset\s+(\w+)\s*=\s*(?:\w+\.)?\1\s*\+|\bvalue=Counter\.value\s*\+/i],
  ["writeBack", /\bupdate\b.*\bset\s+\w+\s*=\s*\$\d/i],
  ["read", /\bselect\s+(value|hits|count)\b|\bdb\.get(_one)?\(/i],
  ["enqueue", /\binsert into queue\b.*\bvalues\b|\binsert\(queue\)|\bredis\.xadd\(|\bpublish\(queue\b/i],
  ["takeEntries", /\bredis\.(xautoclaim|xreadgroup)\(|\bchannel\.consume\(/],
  ["acknowledge", /\.xack\(|\bchannel\.ack\(/],
  ["slowWork", /\bsend_?receipt\(/i],
  ["row", /\binsert(\(| into )hits\b/i],
  ["remember", /\binsert(\(| into )applied_?\w+/i],
  ["addInApp", /\bvalue\s*\+\s*1\b|\bvalue\s*(\+\+|\+=\s*1)/],
  ["countInRedis", /\bredis\.incr(by)?\(/],
  ["moveAside", /\brename\b/i],
  ["takeBuffer", /\bredis\.getdel\(/],
  ["readBuffer", /\bredis\.get\(/],
  ["clearBuffer", /\bredis\.del(ete)?\(/],
  ["commit", /["'`]commit["'`]|\.commit\(\)/i],
];

/** These functions only report; all others change the counter. */
const reporting = /\b(?:function|def)\s+(pending|stored|close)\b/;
const otherFunction = /\b(?:function|def)\b/;

export interface SourceMark {
  readonly line: number;
  readonly kind: MarkKind;
}

/** The lines of a strategy that decide about its count, from the top down. */
export function marksIn(source: string): SourceMark[] {
  const marks: SourceMark[] = [];
  let inside = false;
  for (const [index, line] of source.split("\n").entries()) {
    if (otherFunction.test(line)) inside = !reporting.test(line);
    if (!inside || /^\s*(\/\/|\*|\/\*|#)/.test(line)) continue;
    const kind = patterns.find(([, pattern]) => pattern.test(line))?.[0];
    if (kind) marks.push({ line: index + 1, kind });
  }
  return marks;
}
