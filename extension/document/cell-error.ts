import type { Localized } from "../common/language.ts";
import type { Cell } from "./document.ts";
import { DocumentError } from "./errors.ts";

/** What is wrong in a cell, and from where to where in its code (offsets, line breaks counted as one). */
export interface Fault {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  /** The key that is at fault. */
  readonly key?: string | undefined;
  readonly what: Localized;
  readonly remedy: Localized;
  /** What most likely mends it; all on one line. */
  readonly fix?: Fix | undefined;
}

/** Put `text` in the place of what stands there. */
export interface Fix {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** At least one, from top to bottom. */
export type Faults = readonly [Fault, ...Fault[]];

/** A fault and its place in the code of the cell; lines and columns count from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** Just after the last character, on the same line. */
  readonly endColumn: number;
  readonly message: Localized;
  readonly fix?: LineFix;
}

/** A fix on one line; columns count from 1, `endColumn` is just after the last character. */
export interface LineFix {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly text: string;
}

/** A cell that cannot run as it is written. `line` is the line of the file, `cellLine` that of the cell's code. */
export class CellError extends DocumentError {
  readonly cellLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly key: string | undefined;

  constructor(cell: Cell, source: string, fault: Fault) {
    const { cellLine, column, endColumn } = placeOf(source, fault);
    const line = cell.line === 0 ? 0 : cell.line + cellLine;
    super(fault.code, line, placed(fault.what, line, cellLine), fault.remedy);
    this.cellLine = cellLine;
    this.column = column;
    this.endColumn = endColumn;
    this.key = fault.key;
  }
}

export function problemOf(source: string, fault: Fault): Problem {
  const { cellLine: line, column, endColumn } = placeOf(source, fault);
  const { what, remedy, fix } = fault;
  return {
    line,
    column,
    endColumn,
    message: { en: `${what.en} ${remedy.en}`, ru: `${what.ru} ${remedy.ru}` },
    ...(fix && { fix: lineFix(source, fix) }),
  };
}

function lineFix(source: string, { from, to, text }: Fix): LineFix {
  const { cellLine: line, column } = placeOf(source, { from, to });
  return { line, column, endColumn: column + (to - from), text };
}

function placeOf(source: string, { from, to }: { from: number; to: number }) {
  const before = source.slice(0, from).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  const marked = source.slice(from, to).split("\n")[0] ?? "";
  return { cellLine: before.length, column, endColumn: column + Math.max(1, marked.trimEnd().length) };
}

function placed(what: Localized, line: number, cellLine: number): Localized {
  return line === 0
    ? { en: `Line ${cellLine} of the cell: ${what.en}`, ru: `Строка ${cellLine} ячейки: ${what.ru}` }
    : {
        en: `Line ${line} (line ${cellLine} of the cell): ${what.en}`,
        ru: `Строка ${line} (строка ${cellLine} ячейки): ${what.ru}`,
      };
}
