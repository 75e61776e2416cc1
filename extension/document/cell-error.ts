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
  /** True when the place is one in the text of the `expect` comment behind the cell. */
  readonly inComment?: boolean;
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

/**
 * A cell that cannot run as it is written. `line` is the line of the file, `cellLine` that of the cell's code, or of
 * the comment behind it.
 */
export class CellError extends DocumentError {
  readonly cellLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly key: string | undefined;

  constructor(cell: Cell, source: string, problem: Problem) {
    const { code, what, remedy, inComment = false } = problem;
    const {
      line: cellLine,
      column,
      endColumn,
    } = linePlaces(inComment ? (cell.expect?.text ?? "") : source)(problem);
    const begin = inComment ? (cell.expect?.line ?? 0) - 1 : cell.line;
    const line = cell.line === 0 ? 0 : begin + cellLine;
    const place = localized((words) => {
      if (inComment) return line === 0 ? words.inComment(cellLine) : words.inFileComment(line);
      return line === 0 ? words.inCell(cellLine) : words.inFile(line, cellLine);
    });
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

/** @param comment the text of the comment behind the cell; what is wrong in it is shown at the cell's first line. */
export function placeProblems(source: string, problems: readonly Problem[], comment = ""): PlacedProblem[] {
  const placeOf = linePlaces(source);
  const [firstLine = ""] = source.split("\n", 1);
  const commentPlaceOf = linePlaces(comment);
  return problems.map((problem) => {
    const { what, remedy, fix } = problem;
    if (problem.inComment) {
      const place = localized(({ inComment }) => inComment(commentPlaceOf(problem).line));
      const said = (language: Language) => `${place[language]}${what[language]} ${remedy[language]}`;
      return {
        line: 1,
        column: 1,
        endColumn: Math.max(2, firstLine.length + 1),
        message: { en: said("en"), ru: said("ru") },
      };
    }
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
