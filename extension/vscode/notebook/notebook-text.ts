import { topLevel } from "../../document/blocks.ts";
import type { Cell } from "../../document/document.ts";
import { endsExplanation, explainedStep } from "../../document/explanation.ts";
import { withLineBreaks } from "../../document/lines.ts";
import { newCell, parseLab, withCode } from "../../document/parse.ts";
import { editorError } from "../errors.ts";
import { toCellLanguage, toEditorLanguage } from "./notebook-type.ts";

/** A notebook as the editor has it, without the editor's types. */
export interface NotebookText {
  readonly about: NotebookOrigin;
  readonly cells: readonly CellText[];
}

export interface NotebookOrigin {
  readonly byteOrderMark: boolean;
  readonly lineBreak: string;
  /** The white space of a file that holds nothing else. */
  readonly blank: string;
}

export interface CellText {
  readonly kind: "markup" | "code";
  /** The editor's language id. */
  readonly language: string;
  readonly text: string;
  /** Undefined for a cell that is not from the file. */
  readonly origin: CellOrigin | undefined;
}

/** Where a cell came from: `before + raw + after` are its bytes in the file. */
export interface CellOrigin {
  /** Its place among the cells, from 0; undefined for a copy of a cell. */
  readonly index: number | undefined;
  readonly before: string;
  readonly after: string;
  readonly source: Cell | { readonly kind: "prose"; readonly raw: string };
}

const mark = "\uFEFF";

/** @throws DocumentError when the file cannot be read as a lab. */
export function readNotebook(file: string): NotebookText {
  const byteOrderMark = file.startsWith(mark);
  const text = byteOrderMark ? file.slice(mark.length) : file;
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const cells: CellText[] = [];
  let blank = "";
  for (const part of parseLab(text).parts) {
    if (part.kind === "prose" && part.raw.trim() === "") {
      const last = cells.pop();
      if (last) cells.push(withBlankAfter(last, part.raw));
      else blank = part.raw;
      continue;
    }
    if (part.kind === "cell") cells.push(codeCell(part, cells.length, blank));
    else for (const section of sectionsOf(part.raw)) cells.push(markupCell(section, cells.length));
    blank = "";
  }
  return { about: { byteOrderMark, lineBreak, blank }, cells };
}

function codeCell(source: Cell, index: number, before: string): CellText {
  const origin = { index, before, after: "", source };
  return { kind: "code", language: toEditorLanguage(source.language), text: normal(source.code), origin };
}

/**
 * Each heading begins a cell, so that the text above it, such as a student's answer, is edited by itself; and so does
 * what explains a result, which is folded by itself.
 */
function sectionsOf(prose: string): string[] {
  const { lines, headings, html } = topLevel(prose);
  const begins = new Set([
    ...headings,
    ...html.filter((index) => explainedStep(lines[index]?.text ?? "") !== undefined),
    ...html.filter((index) => endsExplanation(lines[index]?.text ?? "")).map((index) => index + 1),
  ]);
  const sections: string[] = [];
  let section = "";
  for (const [index, { text, end }] of lines.entries()) {
    if (begins.has(index) && section.trim() !== "") {
      sections.push(section);
      section = "";
    }
    section += text + end;
  }
  const last = section.trim() === "" ? (sections.pop() ?? "") : "";
  return [...sections, last + section];
}

/** Blank lines around the prose stay in the file, but are not part of the cell. */
function markupCell(prose: string, index: number): CellText {
  const before = /^[ \t\r\n]*[\r\n]/.exec(prose)?.[0] ?? "";
  const raw = prose.slice(before.length).trimEnd();
  const after = prose.slice(before.length + raw.length);
  const origin = { index, before, after, source: { kind: "prose" as const, raw } };
  return { kind: "markup", language: "markdown", text: normal(raw), origin };
}

function withBlankAfter(cell: CellText, blank: string): CellText {
  return { ...cell, origin: cell.origin && { ...cell.origin, after: cell.origin.after + blank } };
}

/**
 * The file's text. Cells that were not touched are in it byte for byte.
 * @throws DocumentError or LabError if the file could not be read back as a lab
 */
export function writeNotebook({ about, cells }: NotebookText): string {
  const { byteOrderMark, lineBreak, blank } = about;
  const steps = new Set<string>();
  let text = blank;
  let last: CellOrigin | undefined;
  for (const [index, cell] of cells.entries()) {
    const origin = fittingOrigin(cell);
    const printed =
      cell.kind === "code"
        ? printCode(cell, origin?.source, lineBreak, steps)
        : printProse(cell, origin?.source, lineBreak, index === cells.length - 1);
    if (printed === "") continue;
    const piece = (origin?.before ?? "") + printed + (origin?.after ?? "");
    const neighbours = last?.index !== undefined && origin?.index === last.index + 1;
    text += (neighbours ? "" : gap(text, piece, lineBreak)) + piece;
    last = origin;
  }
  if (last === undefined && text !== blank && !/[\r\n]$/.test(text)) text += lineBreak;
  checkReadable(text, cells);
  return (byteOrderMark ? mark : "") + text;
}

/** A cell that was turned from prose into code, or back, no longer fits its origin. */
function fittingOrigin({ kind, origin }: CellText): CellOrigin | undefined {
  return (origin?.source.kind === "cell") === (kind === "code") ? origin : undefined;
}

type Source = CellOrigin["source"] | undefined;

function printProse({ text }: CellText, source: Source, lineBreak: string, isLast: boolean): string {
  const untouched = source !== undefined && normal(source.raw) === normal(text);
  if (untouched && isLast) return source.raw;
  return closed(untouched ? source.raw : withLineBreaks(text, lineBreak), lineBreak);
}

function printCode(cell: CellText, source: Source, lineBreak: string, steps: Set<string>): string {
  const language = toCellLanguage(cell.language);
  if (!language) return plainFence(cell, lineBreak);
  // A copied cell loses its step's name: a file with the same step twice cannot be read.
  const isCopy = source?.kind === "cell" && source.step !== undefined && steps.has(source.step);
  if (source?.kind !== "cell" || isCopy) {
    const behind = source?.kind === "cell" ? (source.expect?.raw ?? "") : "";
    return newCell(language, undefined, cell.text, lineBreak).raw + behind;
  }
  if (source.step !== undefined) steps.add(source.step);
  const inLanguage = withLanguage(source, language);
  return normal(source.code) === normal(cell.text) ? inLanguage.raw : withCode(inLanguage, cell.text).raw;
}

function withLanguage(cell: Cell, language: Cell["language"]): Cell {
  if (cell.language === language) return cell;
  return { ...cell, language, raw: cell.raw.replace(/^( {0,3}(?:`+|~+)[ \t]*)\S+/, `$1${language}`) };
}

/** Code in any other language becomes a fenced block of the prose. */
function plainFence({ language, text }: CellText, lineBreak: string): string {
  const cell = newCell("yaml", undefined, text, lineBreak);
  return cell.raw.replace("yaml lab", () => language);
}

/** A fence that is left open in the prose would swallow the cells after it. */
function closed(prose: string, lineBreak: string): string {
  const open = topLevel(prose).fences.find(({ to }) => to === undefined);
  if (!open) return prose;
  return `${prose}${/[\r\n]$/.test(prose) ? "" : lineBreak}${open.fence.indent}${open.fence.run}`;
}

/** The line breaks that put one blank line between two pieces that were not neighbours in the file. */
function gap(text: string, piece: string, lineBreak: string): string {
  if (text === "") return "";
  const unfinished = /[^\r\n]$/.test(text) ? 1 : 0;
  const breaks = countBreaks(/\s*$/.exec(text.slice(-100))?.[0]) + countBreaks(/^\s*/.exec(piece)?.[0]);
  return lineBreak.repeat(Math.max(unfinished, 2 - breaks));
}

function countBreaks(blank = ""): number {
  return blank.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function checkReadable(text: string, cells: readonly CellText[]): void {
  const { parts } = parseLab(text);
  const found = parts.flatMap((part) => (part.kind === "cell" ? [part] : []));
  let next = 0;
  for (const cell of cells) {
    const language = cell.kind === "code" ? toCellLanguage(cell.language) : undefined;
    if (!language) continue;
    const at = found.findIndex((part, index) => index >= next && isSame(part, language, cell.text));
    if (at < 0) throw editorError("cell-is-hidden", { firstLine: cell.text.split("\n", 1)[0] ?? "" });
    next = at + 1;
  }
}

function isSame(part: Cell, language: Cell["language"], text: string): boolean {
  return part.language === language && normal(part.code) === normal(text);
}

/** As VS Code has it: with its own line breaks and without a byte order mark. */
function normal(text: string): string {
  return withLineBreaks(text, "\n").replace(/^\uFEFF/, "");
}
