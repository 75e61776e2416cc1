import { closes, type Fence, openingFence } from "./fence.ts";
import type { Line } from "./lines.ts";

/** A fenced block that stands in no list, quote, comment or other fence. */
export interface FencedBlock {
  readonly fence: Fence;
  /** Index of the line of the opening fence. */
  readonly from: number;
  /** Index of the line of the closing fence; undefined when the block runs to the end of the file. */
  readonly to: number | undefined;
}

/** Blocks of raw HTML that hide what is in them, blank lines included. */
const htmlBlocks: readonly (readonly [begin: RegExp, end: RegExp])[] = [
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<(?:pre|script|style|textarea)(?=[\s>]|$)/i, /<\/(?:pre|script|style|textarea)>/i],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<![a-z]/i, />/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];

/** What stands at the top level, in the order of the file. */
export interface TopLevel {
  readonly fences: readonly FencedBlock[];
  /** Indexes of the lines that begin with `#`: no others can be told from text without reading all of Markdown. */
  readonly headings: readonly number[];
}

/**
 * It knows as much of CommonMark as that takes: fences, blocks of HTML, and where a list item ends, for a fence
 * that is indented as its text belongs to it.
 */
export function topLevel(lines: readonly Line[]): TopLevel {
  const fences: FencedBlock[] = [];
  const headings: number[] = [];
  let itemIndent = 0;
  let inParagraph = false;
  let index = 0;
  while (index < lines.length) {
    const line = lines[index]?.text ?? "";
    if (itemIndent > 0 && staysInItem(line, lines[index - 1]?.text ?? "", itemIndent)) {
      index += 1;
      continue;
    }
    const fence = openingFence(line);
    const htmlEnd = htmlBlocks.find(([begin]) => begin.test(line))?.[1];
    itemIndent = inParagraph && !interruptsParagraph(line) ? 0 : contentIndentOfItem(line);
    inParagraph = !isBlank(line) && !beginsBlock(line) && (inParagraph || indentOf(line) < 4);
    if (fence) {
      const to = findFrom(lines, index + 1, (text) => closes(text, fence.run));
      fences.push({ fence, from: index, to });
      index = (to ?? lines.length) + 1;
    } else if (htmlEnd) {
      index = (findFrom(lines, index, (text) => htmlEnd.test(text)) ?? lines.length) + 1;
    } else {
      if (/^#{1,6}(?:[ \t]|$)/.test(line)) headings.push(index);
      index += 1;
    }
  }
  return { fences, headings };
}

function findFrom(lines: readonly Line[], from: number, matches: (text: string) => boolean) {
  for (let index = from; index < lines.length; index += 1) {
    if (matches(lines[index]?.text ?? "")) return index;
  }
  return undefined;
}

/** Indented as the item's text, blank, or a lazy continuation of its paragraph. */
function staysInItem(line: string, before: string, itemIndent: number): boolean {
  if (isBlank(line)) return !isEmptyItem(before);
  if (indentOf(line) >= itemIndent) return true;
  return !isBlank(before) && !isEmptyItem(before) && !beginsBlock(line);
}

/** What cannot continue a paragraph. */
function beginsBlock(line: string): boolean {
  return (
    openingFence(line) !== undefined ||
    /^ {0,3}(?:>|#{1,6}(?:[ \t]|$))/.test(line) ||
    isThematicBreak(line) ||
    contentIndentOfItem(line) > 0 ||
    htmlBlocks.some(([begin]) => begin.test(line))
  );
}

/** The column at which the text of a list item begins; 0 when the line does not begin an item. */
function contentIndentOfItem(line: string): number {
  const [whole, marker] = /^( {0,3}(?:[-+*]|\d{1,9}[.)]))(?:[ \t]+|$)/.exec(line) ?? [];
  if (whole === undefined || marker === undefined || isThematicBreak(line)) return 0;
  const padding = width(whole) - marker.length;
  const hasNoText = whole.length === line.length;
  return marker.length + (hasNoText || padding > 4 ? 1 : padding);
}

/** Of the list items, only these; others are text of the paragraph above, or underline a heading. */
function interruptsParagraph(line: string): boolean {
  return /^ {0,3}(?:[-+*]|1[.)])[ \t]+[^ \t]/.test(line);
}

function isEmptyItem(line: string): boolean {
  return /^ {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]*$/.test(line);
}

function isThematicBreak(line: string): boolean {
  return /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line);
}

function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

function indentOf(line: string): number {
  return width(/^[ \t]*/.exec(line)?.[0] ?? "");
}

/** In columns, with tab stops of 4. */
function width(text: string): number {
  let column = 0;
  for (const character of text) column += character === "\t" ? 4 - (column % 4) : 1;
  return column;
}
