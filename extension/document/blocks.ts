import MarkdownIt from "markdown-it";
import { DocumentError, documentError } from "./errors.ts";
import { closesFence, type Fence, openingFence } from "./fence.ts";
import { type Line, splitLines } from "./lines.ts";

/** A fenced block that stands in no list, quote, comment or other fence. */
interface FencedBlock {
  readonly fence: Fence;
  /** Index of the line of the opening fence. */
  readonly from: number;
  /** Index of the line of the closing fence; undefined when the block runs to the end of the file. */
  readonly to: number | undefined;
}

/** The top-level blocks of a Markdown text that matter to a lab, in the order of the text. */
interface TopLevel {
  /** As they stand in the text; all indexes are indexes of these lines. */
  readonly lines: readonly Line[];
  readonly fences: readonly FencedBlock[];
  /** Indexes of the lines where a heading begins. */
  readonly headings: readonly number[];
  /** Indexes of the lines where a comment, or other HTML, begins. */
  readonly html: readonly number[];
}

/** In levels of lists and quotes. For each level the parser recurses and reads the line again. */
const deepest = 100;

// The parser's own nesting limit would silently skip the rest of the text.
const markdown = new MarkdownIt("commonmark", { maxNesting: Number.POSITIVE_INFINITY });
markdown.core.ruler.enableOnly(["normalize", "block"]);
markdown.block.ruler.before("code", "nesting-limit", ({ level }, line) => {
  if (level >= deepest)
    throw new DocumentError(line + 1, documentError("nested-too-deep", { line: line + 1 }));
  return false;
});

/**
 * Reads a text by the rules of CommonMark. The parser counts lines as `splitLines` does, so its line numbers
 * are indexes of the lines as they stand in the text, whatever their line breaks.
 * @throws DocumentError when lists or quotes are nested too deep.
 */
export function topLevel(text: string): TopLevel {
  const lines = splitLines(text);
  const fences: FencedBlock[] = [];
  const headings: number[] = [];
  const html: number[] = [];
  for (const { type, level, map } of markdown.parse(text, {})) {
    if (level !== 0 || !map) continue;
    if (type === "heading_open") headings.push(map[0]);
    if (type === "html_block") html.push(map[0]);
    if (type === "fence") fences.push(fencedBlock(lines, map[0], map[1] - 1));
  }
  return { lines, fences, headings, html };
}

function fencedBlock(lines: readonly Line[], from: number, last: number): FencedBlock {
  const fence = openingFence(lines[from]?.text ?? "");
  if (!fence) throw new RangeError(`Line ${from + 1} opens no fence.`);
  const isClosed = last > from && closesFence(lines[last]?.text ?? "", fence.run);
  return { fence, from, to: isClosed ? last : undefined };
}
