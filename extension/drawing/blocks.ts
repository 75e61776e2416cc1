import type { ChartBlock } from "./charts.ts";

/**
 * A report as a reader sees it: ready strings in the reader's language, in reading order.
 * The terminal, the Markdown view and the notebook renderer draw the same blocks.
 */
export type Block =
  | VerdictBlock
  | LedgerBlock
  | ChartBlock
  | LineBlock
  | TableBlock
  | CodeBlock
  | LogBlock
  | QuestionBlock
  | ChoiceBlock
  | DetailsBlock
  | PagesBlock;

/** One line on top: whether the step did what it was to do, and what was found. The two never share a sign. */
export interface VerdictBlock {
  readonly kind: "verdict";
  /**
   * = the ledger closes, ≠ it does not, ≈ unknown outcomes leave it open, ! a strategy threw, • not a ledger;
   * ✗ the step itself has failed, and nothing was found.
   */
  readonly sign: "=" | "≠" | "≈" | "!" | "•" | "✗";
  readonly text: string;
  /** A part of the text that names a line of a file, by its path in the folder of the lab: a link where that can be opened. */
  readonly place?: Place;
  /** ✓ or ✗ in front of it: whether what the step expects is so. Missing where it expects nothing. */
  readonly expected?: { readonly held: boolean; readonly text: string };
}

/** Between the parts of a line. */
export const gap = "   ";

/** The ledger as an icicle: each part lies under what it came from, widths true to the numbers. */
export interface LedgerBlock {
  readonly kind: "ledger";
  /** The numbers as a sentence, for screen readers. */
  readonly caption: string;
  /** Attempted; the outcomes that the client saw; where the hits went. An empty last row: not known yet. */
  readonly rows: readonly (readonly LedgerPart[])[];
  /** Where the part of a row would end by the student's guess. */
  readonly guesses?: readonly { readonly row: number; readonly at: number; readonly label: string }[];
}

export interface LedgerPart {
  readonly role:
    | "attempted"
    | "failed"
    | "unknown"
    | "ok"
    | "stored"
    | "pending"
    | "lost"
    | "duplicated"
    | "unexpected";
  /** With its number: "refused 473". */
  readonly label: string;
  readonly count: number;
  /** Left edge and width as shares of all that was attempted; `duplicated` and `unexpected` stand past 1. */
  readonly from: number;
  readonly share: number;
}

/** A line of the student's code that the text names. */
export interface Place {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

export interface LineBlock {
  readonly kind: "line";
  /** Introduces the text; is not copied with it. */
  readonly lead?: string;
  /** Parts that belong together stand between `gap`s: a line may break there first. */
  readonly text: string;
  /**
   * `hint`: a question to think about or a next step; `command`: to be copied into a terminal; `guess`: the student's;
   * `finding`: begins with its sign, and is what the reader came for.
   */
  readonly tone?: "hint" | "command" | "guess" | "finding";
  readonly place?: Place;
}

export interface TableBlock {
  readonly kind: "table";
  readonly caption: string;
  /** The headline has just said the caption: only a screen reader needs it again. */
  readonly saidAbove?: true;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

export interface TableColumn {
  readonly label: string;
  readonly align: "left" | "right";
  /** Whole sentences: in a narrow column they stand below the rest of their row. */
  readonly prose?: true;
  /** Each cell begins with the sign of a verdict and looks like one. */
  readonly signs?: true;
}

export interface CodeBlock {
  readonly kind: "code";
  readonly title: string;
  /** Where the title can open it: its path in the folder of the lab, with forward slashes. */
  readonly file?: string;
  readonly language: string;
  readonly source: string;
  /** It is a cell: the editor offers to put it below the one that shows it. */
  readonly isCell?: true;
  /** The number of its first line, where it is a part of a file. */
  readonly firstLine?: number;
  /** Lines to look at, numbered as in the file, with a note each; from the top down. */
  readonly marks?: readonly { readonly line: number; readonly note: string }[];
}

export interface LogBlock {
  readonly kind: "log";
  readonly caption: string;
  readonly lines: readonly string[];
}

/**
 * A question with an answer that stays folded until it is opened; without a question the answer is open, because what
 * it answers stands elsewhere. Both are Markdown and safe HTML made from it.
 */
export interface QuestionBlock {
  readonly kind: "question";
  readonly question?: { readonly markdown: string; readonly html: string };
  readonly answer: { readonly markdown: string; readonly html: string };
  /** The label to click: "Answer" / "Ответ". */
  readonly open: string;
}

/** The reader's options while a cell waits for a choice. */
export interface ChoiceBlock {
  readonly kind: "choice";
  readonly prompt: string;
  /** The way to choose without buttons. */
  readonly otherwise: string;
  readonly options: readonly ChoiceOption[];
}

interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  /** Not to be had now; it keeps its place, so that the others stay where they are. */
  readonly disabled?: true;
}

/** Folded below: machine, versions. */
export interface DetailsBlock {
  readonly kind: "details";
  readonly summary: string;
  readonly items: readonly (readonly [label: string, value: string])[];
}

/** One of several at a time, to be leafed through. Where nothing can be chosen, the first stands for all. */
export interface PagesBlock {
  readonly kind: "pages";
  /** What they are: "Collisions". */
  readonly caption: string;
  readonly previous: string;
  readonly next: string;
  /** What is said above the first where it stands alone. */
  readonly alone: string;
  readonly pages: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}

/** The output that the notebook renderer gets, under the MIME type below. */
export interface RendererPayload {
  readonly version: 1;
  readonly language: string;
  readonly blocks: readonly Block[];
}

export const rendererMime = "application/vnd.surge-lab.report+json";
