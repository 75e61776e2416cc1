/**
 * A report as a reader sees it: ready strings in the reader's language, in reading order.
 * The terminal, the Markdown view and the notebook renderer draw the same blocks.
 */
export type Block =
  | VerdictBlock
  | LedgerBlock
  | LineBlock
  | TableBlock
  | CodeBlock
  | LogBlock
  | QuestionBlock
  | DetailsBlock;

/** One line on top: ✓ the ledger closes, ✗ it does not, ~ unknown outcomes leave room, • neither. */
export interface VerdictBlock {
  readonly kind: "verdict";
  readonly sign: "✓" | "✗" | "~" | "•";
  readonly text: string;
}

/** Between the parts of a line. */
export const gap = "   ";

/** The ledger as an icicle: each part lies under what it came from, widths true to the numbers. */
export interface LedgerBlock {
  readonly kind: "ledger";
  /** The numbers as a sentence, for who does not see the bars. */
  readonly caption: string;
  /** Attempted; what the client saw; where it went. An empty last row: not known yet. */
  readonly rows: readonly (readonly LedgerPart[])[];
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

export interface LineBlock {
  readonly kind: "line";
  /** What the text is, said in front of it; not part of what one copies. */
  readonly lead?: string;
  /** Parts that belong together stand between `gap`s: a line may break there first. */
  readonly text: string;
  /** `hint`: what to ask oneself or do next; `command`: to be copied into a terminal. */
  readonly tone?: "hint" | "command";
}

export interface TableBlock {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly align: "left" | "right" }[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

export interface CodeBlock {
  readonly kind: "code";
  readonly title: string;
  readonly language: string;
  readonly source: string;
}

export interface LogBlock {
  readonly kind: "log";
  readonly caption: string;
  readonly lines: readonly string[];
}

/** A question with an answer that stays folded until it is opened. Both are Markdown and safe HTML made from it. */
export interface QuestionBlock {
  readonly kind: "question";
  readonly question: { readonly markdown: string; readonly html: string };
  readonly answer: { readonly markdown: string; readonly html: string };
  /** What to click: "Answer" / "Ответ". */
  readonly open: string;
}

/** Folded below: machine, versions. */
export interface DetailsBlock {
  readonly kind: "details";
  readonly summary: string;
  readonly items: readonly (readonly [label: string, value: string])[];
}

/** What goes to the notebook renderer, under the MIME type below. */
export interface RendererPayload {
  readonly version: 1;
  readonly language: string;
  readonly blocks: readonly Block[];
}

export const rendererMime = "application/vnd.surge-lab.report+json";
