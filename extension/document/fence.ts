import type { CellLanguage } from "./document.ts";

/** A line that opens a fenced block: at most three spaces, three or more backticks or tildes, an info string. */
export interface Fence {
  readonly indent: string;
  /** The run of backticks or tildes. */
  readonly run: string;
  readonly info: string;
}

/** The contents of a cell's info string. */
interface CellInfo {
  readonly language: CellLanguage;
  readonly step: string | undefined;
}

const languageOf = new Map<string | undefined, CellLanguage>([
  ["yaml", "yaml"],
  ["yml", "yaml"],
  ["sql", "sql"],
  ["redis", "redis"],
]);

/** The opening fence in this line, by CommonMark's rules for a line that is in no list or quote. */
export function openingFence(line: string): Fence | undefined {
  const [, indent = "", run = "", info = ""] = /^( {0,3})(`{3,}|~{3,})(.*)$/s.exec(line) ?? [];
  const isFence = run !== "" && !(run.startsWith("`") && info.includes("`"));
  return isFence ? { indent, run, info } : undefined;
}

export function closesFence(line: string, run: string): boolean {
  const closing = closingRun(line);
  return closing[0] === run[0] && closing.length >= run.length;
}

/** The backticks or tildes of a line that has nothing else and so closes a fence; else an empty text. */
export function closingRun(line: string): string {
  return /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? "";
}

/** Undefined when the fence is not a cell. The step id is as written, right or wrong. */
export function cellInfo({ info }: Fence): CellInfo | undefined {
  const [first, lab, step] = info.split(/[ \t]+/).filter((word) => word !== "");
  const language = languageOf.get(first);
  return language && lab === "lab" ? { language, step } : undefined;
}

/** The backticks or tildes of a line that opens a cell; else an empty text. */
export function openingRun(line: string): string {
  const fence = openingFence(line);
  return fence && cellInfo(fence) ? fence.run : "";
}
