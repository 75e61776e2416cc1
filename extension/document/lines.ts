/** One line of a file; `text + end` is what stands there. */
export interface Line {
  readonly text: string;
  /** Its line break: `\r\n`, `\n`, `\r`, or empty at the end of the file. */
  readonly end: string;
}

/** The lines of a text, none for an empty text; joining `text + end` gives the text back. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: text.slice(from, index), end });
    from = index + end.length;
  }
  if (from < text.length) lines.push({ text: text.slice(from), end: "" });
  return lines;
}

export function withLineBreaks(text: string, lineBreak: string): string {
  return text.replace(/\r\n|\n|\r/g, lineBreak);
}
