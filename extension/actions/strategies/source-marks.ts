import type { CodeBlock } from "../../drawing/blocks.ts";
import type { Texts } from "../words.ts";

type Step = keyof Texts["source"];

/** What a line of a strategy does, told by what stands in it: students change these files, so nothing is counted. */
const patterns: readonly (readonly [Step, RegExp])[] = [
  ["connect", /new (pg\.)?Client\(/],
  ["takeRows", /\bskip locked\b/i],
  ["lock", /\bselect\b.*\bfor (no key )?update\b/i],
  ["add", /\bset\s+(\w+)\s*=\s*(?:\w+\.)?\1\s*\+|\bvalue=Counter\.value\s*\+/i],
  ["writeBack", /\bupdate\b.*\bset\s+\w+\s*=\s*\$\d/i],
  ["read", /\bselect\s+(value|hits|count)\b|\bdb\.get(_one)?\(/i],
  ["enqueue", /\binsert into queue\b.*\bvalues\b|\bredis\.xadd\(|\bpublish\(queue\b/i],
  ["takeEntries", /\bredis\.(xautoclaim|xreadgroup)\(|\bchannel\.consume\(/],
  ["acknowledge", /\.xack\(|\bchannel\.ack\(/],
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

/** These only report; the rest changes the counter. */
const reporting = /\b(?:function|def)\s+(pending|stored|close)\b/;
const otherFunction = /\b(?:function|def)\b/;

export interface SourceStep {
  readonly line: number;
  readonly step: Step;
}

/** The lines of a strategy that decide about its count, from the top down. */
export function stepsOf(source: string): SourceStep[] {
  const steps: SourceStep[] = [];
  let inside = false;
  for (const [index, line] of source.split("\n").entries()) {
    if (otherFunction.test(line)) inside = !reporting.test(line);
    if (!inside || /^\s*(\/\/|\*|\/\*|#)/.test(line)) continue;
    const step = patterns.find(([, pattern]) => pattern.test(line))?.[0];
    if (step) steps.push({ line: index + 1, step });
  }
  return steps;
}

export function marksOf(steps: readonly SourceStep[], words: Texts): NonNullable<CodeBlock["marks"]> {
  return steps.map(({ line, step }) => ({ line, note: words.source[step] }));
}
