import type { Language } from "../common/language.ts";
import { type Localized, localizer } from "../common/language.ts";
import type { Cell } from "./document.ts";
import { placed as en } from "./errors.en.ts";
import { placed as ru } from "./errors.ru.ts";
import { DocumentError } from "./errors.ts";

const localized = localizer({ en, ru });

/** Offsets in the code of a cell; each line break counts as one character. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Something wrong in a cell, and its place. */
export interface Problem extends Place {
  readonly code: string;
  /** The key that the problem is about. */
  readonly key?: string | undefined;
  readonly what: Localized;
  readonly remedy: Localized;
  /** A change that most likely mends it; all on one line. */
  readonly fix?: Fix | undefined;
}

/** Put `text` in place of what is there. */
export interface Fix extends Place {
  readonly text: string;
}

/** At least one, from top to bottom. */
export type Problems = readonly [Problem, ...Problem[]];

/** A problem by line and column, as an editor shows it. */
export interface PlacedProblem extends LinePlace {
  readonly message: Localized;
  readonly fix?: LineFix;
}

/** A place on one line. Lines and columns count from 1; `endColumn` is just after the last character. */
interface LinePlace {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

export interface LineFix extends LinePlace {
  readonly text: string;
}

/** A cell that cannot run as it is written. `line` is the line of the file, `cellLine` that of the cell's code. */
export class CellError extends DocumentError {
  readonly cellLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly key: string | undefined;

  constructor(cell: Cell, source: string, problem: Problem) {
    const { line: cellLine, column, endColumn } = linePlaces(source)(problem);
    const line = cell.line === 0 ? 0 : cell.line + cellLine;
    const { code, what, remedy } = problem;
    const place = localized(({ inFile, inCell }) => (line === 0 ? inCell(cellLine) : inFile(line, cellLine)));
    const text = (language: Language) => ({
      what: place[language] + what[language],
      remedy: remedy[language],
    });
    super(line, { code, parameters: undefined, text });
    this.cellLine = cellLine;
    this.column = column;
    this.endColumn = endColumn;
    this.key = problem.key;
  }
}

export function placeProblems(source: string, problems: readonly Problem[]): PlacedProblem[] {
  const placeOf = linePlaces(source);
  return problems.map((problem) => {
    const { what, remedy, fix } = problem;
    return {
      ...placeOf(problem),
      message: { en: `${what.en} ${remedy.en}`, ru: `${what.ru} ${remedy.ru}` },
      ...(fix && { fix: lineFix(placeOf(fix), fix) }),
    };
  });
}

function lineFix({ line, column }: LinePlace, { from, to, text }: Fix): LineFix {
  return { line, column, endColumn: column + (to - from), text };
}

/** Finds the lines only once, because a cell may have thousands of problems. */
function linePlaces(source: string): (place: Place) => LinePlace {
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  return ({ from, to }) => {
    const line = countUpTo(starts, from);
    const column = from - (starts[line - 1] ?? 0) + 1;
    const lineEnd = (starts[line] ?? source.length + 1) - 1;
    const marked = source.slice(from, Math.min(to, lineEnd)).trimEnd();
    return { line, column, endColumn: column + Math.max(1, marked.length) };
  };
}

/** How many of the sorted numbers are at most the limit. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
