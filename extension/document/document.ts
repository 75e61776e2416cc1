/** The three kinds of fenced cells: `yaml lab`, `sql lab`, `redis lab`. */
export type CellLanguage = "yaml" | "sql" | "redis";

/** Text between cells, as it stands in the file. */
export interface Prose {
  readonly kind: "prose";
  readonly raw: string;
}

/** One fenced block whose info string is `<language> lab [step-id]`. */
export interface Cell {
  readonly kind: "cell";
  /** From the opening fence to the end of the closing fence's line, and `expect.raw` behind it, as in the file. */
  readonly raw: string;
  readonly language: CellLanguage;
  /** The author's name of the step; undefined when the info string has none. */
  readonly step: string | undefined;
  /** The text between the fences, without the last line break; line breaks as in the file. */
  readonly code: string;
  /** Line of the opening fence in the file, counting from 1; the code begins on the next line. 0: not in a file. */
  readonly line: number;
  /** Only behind a cell in YAML, and only where the file has one. */
  readonly expect?: ExpectComment | undefined;
}

/** A comment behind a cell, `<!-- expect: … -->`, with what must hold for the result. */
export interface ExpectComment {
  /** Its lines and the blank lines above them, as in the file. */
  readonly raw: string;
  /** The YAML in it, from the key `expect` on; in `\n` line breaks. */
  readonly text: string;
  /** Line of the file where `text` begins, counting from 1. */
  readonly line: number;
}

/** `parts.map(part => part.raw).join("")` is the file, byte for byte. */
export interface LabDocument {
  readonly parts: readonly (Prose | Cell)[];
}
