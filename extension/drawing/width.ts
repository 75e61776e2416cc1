import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
// One column each: Latin, Greek, Cyrillic, punctuation, arrows, boxes and blocks. Most lines have nothing else,
// and the general answer takes 300 times as long.
const narrow =
  /^[\u0020-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205f\u2070-\u20cf\u2100-\u22ff\u2500-\u25fc\u25ff\u2713-\u2718]*$/;

/** Terminal columns that a text without control characters takes. */
export function widthOf(text: string): number {
  return narrow.test(text) ? text.length : stringWidth(text);
}

/** Without characters that move the cursor, colour the terminal or turn the reading direction. */
export function printable(text: string): string {
  return stripVTControlCharacters(text.toWellFormed())
    .replaceAll("\t", "  ")
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, (character) =>
      character === "\n" ? "\n" : "\ufffd",
    );
}

/** The same on one line. Without a pattern: for `\s*\n` a long run of blanks takes the square of its length. */
export function oneLine(text: string): string {
  const lines = printable(text).split("\n");
  const [first = "", last = ""] = [lines[0], lines.at(-1)];
  if (lines.length === 1) return first;
  const between = lines.slice(1, -1).flatMap((line) => line.trim() || []);
  return [first.trimEnd(), ...between, last.trimStart()].join(" ");
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Pieces of at most `width` columns, cut anywhere between two characters. */
export function chop(text: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    const next = widthOf(segment);
    if (piece && used + next > width) {
      pieces.push(piece);
      piece = "";
      used = 0;
    }
    piece += segment;
    used += next;
  }
  return piece || pieces.length === 0 ? [...pieces, piece] : pieces;
}

/** Lines of at most `width` columns, broken between words where they allow it. */
export function wrap(text: string, width: number, separator = " "): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(separator).flatMap((part) => shorten(part, width, separator))) {
    if (line === undefined) line = word;
    else if (widthOf(line) + widthOf(separator) + widthOf(word) <= width) line += separator + word;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line ?? ""];
}

function shorten(part: string, width: number, separator: string): string[] {
  if (widthOf(part) <= width) return [part];
  return separator === " " ? chop(part, width) : wrap(part, width);
}
