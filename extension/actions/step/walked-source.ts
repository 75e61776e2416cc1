import type { StepResult, WalkStep } from "./result.ts";

/** A part of a source file by the numbers of its lines, counted from 1. */
export type Range = readonly [from: number, to: number];

const opens = /^(export\s+)?(async\s+)?(function|def)\b|^(export\s+)?const\s+\w+\s*=.*=>/;
const opensProcess = /^(export\s+(async\s+function|const)|(async\s+)?def)\s+process\b/;
const doesNothing = /^\s*($|\/\/|#|\/?\*|[)}\]`;,\s]+$)/;

/** The line that runs next after this one, judged by its place in the file. */
export function lineAfter(source: string, line: number): { line: number; text: string } | undefined {
  const lines = source.split("\n");
  const index = lines.findIndex((text, at) => at >= line && !doesNothing.test(text));
  return index < 0 ? undefined : { line: index + 1, text: (lines[index] ?? "").trim() };
}

/** The lines that have run since the previous step, judged by the places of the two in the file; undefined: none. */
export function ranLines(
  { sources }: StepResult,
  before: WalkStep | undefined,
  here: WalkStep,
): Range | undefined {
  if (here.place === "dead" || here.place === "begin") return undefined;
  const from = before?.worker === here.worker && before.line !== null ? before : undefined;
  if (here.file === null || here.line === null) {
    if (!from?.file || from.line === null) return undefined;
    return range(from.line + 1, bodyEnd(sources[from.file] ?? "", from.line));
  }
  const source = sources[here.file] ?? "";
  const goesOn = from?.file === here.file && from.line !== null && from.line < here.line;
  return range(goesOn && from.line !== null ? from.line + 1 : startOf(source, here.line), here.line - 1);
}

/** The part of the file that the worker went through. */
export function walkedPart(source: string, places: readonly number[]): Range {
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return [startOf(source, first), endOf(source, last)];
}

/** Where `process` begins, if it is above; else the function around the line. */
function startOf(source: string, line: number): number {
  const above = source.split("\n").slice(0, line);
  const own = above.findLastIndex((text) => opensProcess.test(text));
  const around = above.findLastIndex((text) => opens.test(text));
  return Math.max(1, (own < 0 ? around : own) + 1);
}

/** The last line of the function around the line. In Python that is the last of its body. */
function endOf(source: string, line: number): number {
  const last = bodyEnd(source, line);
  return source.split("\n")[last]?.startsWith("}") ? last + 1 : last;
}

function bodyEnd(source: string, line: number): number {
  const lines = source.split("\n");
  const next = lines.findIndex((text, index) => index >= line && /^\S/.test(text));
  const body = lines.slice(0, next < 0 ? lines.length : next);
  return body.findLastIndex((text) => text.trim() !== "") + 1;
}

function range(from: number, to: number): Range | undefined {
  return from <= to ? [from, to] : undefined;
}
