import type { Language } from "../common/language.ts";
import {
  type Block,
  type ChoiceBlock,
  type CodeBlock,
  gap,
  type LedgerPart,
  type LineBlock,
  type PagesBlock,
  type VerdictBlock,
} from "./blocks.ts";
import { chartLines } from "./chart-text.ts";
import { ledgerLines } from "./ledger-text.ts";
import { tableLines } from "./table-text.ts";
import { expectedText } from "./verdict-text.ts";
import { chop, oneLine, printable, widthOf, wrap } from "./width.ts";

interface TextOptions {
  /** Columns; no line is wider. */
  readonly width?: number;
  /** ANSI colours, for a terminal. */
  readonly colour: boolean;
  readonly language: Language;
}

interface Span {
  readonly text: string;
  readonly style?: Style | undefined;
}
type Line = readonly Span[];
type Style = keyof typeof escapes;

const escapes = { good: "32", bad: "1;31", doubt: "33", faint: "2", strong: "1", ask: "36" } as const;

const signStyles: Readonly<Record<VerdictBlock["sign"], Style>> = {
  "=": "good",
  "≠": "bad",
  "≈": "doubt",
  "!": "bad",
  "✗": "bad",
  "•": "strong",
};

const partStyles: Readonly<Record<LedgerPart["role"], Style | undefined>> = {
  attempted: undefined,
  ok: undefined,
  stored: "good",
  failed: "doubt",
  unknown: "doubt",
  pending: "ask",
  lost: "bad",
  duplicated: "bad",
  unexpected: "bad",
};

/** The blocks for a terminal. Lines end without spaces; the last has no line break. */
export function renderText(blocks: readonly Block[], { width = 100, colour }: TextOptions): string {
  return drawAll(blocks, Math.max(8, width))
    .map((line) => (colour ? painted(line) : plain(line)))
    .join("\n");
}

function drawAll(blocks: readonly Block[], width: number): Line[] {
  return blocks.flatMap((block, index) => {
    const drawn = draw(block, width);
    const before = blocks[index - 1];
    return before && (standsApart(block) || before.kind === "question") ? [[], ...drawn] : drawn;
  });
}

function plain(line: Line): string {
  return line
    .map(({ text }) => text)
    .join("")
    .trimEnd();
}

function painted(line: Line): string {
  return line.map(({ text, style }) => (style ? `\u001b[${escapes[style]}m${text}\u001b[0m` : text)).join("");
}

function standsApart(block: Block): boolean {
  const { kind } = block;
  if (kind === "chart") return block.form !== "columns";
  return kind === "table" || kind === "code" || kind === "log" || kind === "question" || kind === "pages";
}

function draw(block: Block, width: number): Line[] {
  switch (block.kind) {
    case "verdict":
      return drawVerdict(block, width);
    case "ledger":
      return ledgerLines(block, width).map((line) =>
        line.map(({ text, role }) => ({ text, style: role && partStyles[role] })),
      );
    case "chart":
      return styled(chartLines(block, width), undefined);
    case "line":
      return drawLine(block, width);
    case "table":
      return [
        ...(block.saidAbove ? [] : styled(wrap(oneLine(block.caption), width), "strong")),
        ...tableLines(block, width).map(({ text, head }) => [
          { text, style: head ? ("faint" as const) : undefined },
        ]),
        ...(block.note ? styled(wrap(oneLine(block.note), width), "faint") : []),
      ];
    case "code":
      return [...styled(wrap(oneLine(block.title), width), "strong"), ...drawSource(block, width)];
    case "log":
      return [...styled(wrap(oneLine(block.caption), width), "strong"), ...verbatim(block.lines, width)];
    case "question":
      return block.question
        ? hanging("? ", oneLine(block.question.markdown.trim()), width, "ask")
        : paragraphs(block.answer.markdown, width);
    case "choice":
      return hanging("→ ", choiceText(block), width, "ask");
    case "details": {
      const items = block.items.map(([label, value]) => oneLine(`${label} ${value}`)).join(gap);
      const lines = wrap(`${oneLine(block.summary)}:${gap}${items}`, width - 2, gap);
      return styled(
        lines.map((line, index) => (index === 0 ? line : `  ${line}`)),
        "faint",
      );
    }
    case "pages":
      return drawAll(firstOf(block), width);
  }
}

function drawVerdict({ sign, text, expected }: VerdictBlock, width: number): Line[] {
  const found = hanging(`${sign} `, oneLine(text), width, signStyles[sign]);
  if (!expected) return found;
  const style = expected.held ? "good" : "bad";
  const first = `${oneLine(expectedText(expected))}${gap}`;
  const room = width - widthOf(first);
  // Side by side where there is room for both, else one below the other.
  if (room < width / 2) return [...hanging("", first.trim(), width, style), ...found];
  return hanging(`${sign} `, oneLine(text), room, signStyles[sign]).map((line, index) => [
    { text: index === 0 ? first : " ".repeat(widthOf(first)), style },
    ...line,
  ]);
}

/** Marked lines have a sign in the margin; their notes stand below. */
function drawSource({ source, firstLine = 1, marks = [] }: CodeBlock, width: number): Line[] {
  const lines = source.replace(/\r?\n$/, "").split("\n");
  const marked = new Set(marks.map(({ line }) => line));
  return [
    ...lines.flatMap((line, index) =>
      verbatim([line], width).map((drawn, piece): Line => {
        if (piece > 0 || !marked.has(index + firstLine)) return drawn;
        return drawn.map(({ text }) => ({ text: `▸ ${text.slice(2)}`, style: "strong" }));
      }),
    ),
    ...marks.flatMap(({ line, note }) => hanging("▸ ", `${line}: ${oneLine(note)}`, width, "ask")),
  ];
}

function drawLine({ tone, lead, text }: LineBlock, width: number): Line[] {
  const words = oneLine(text);
  if (tone === "hint") return hanging("→ ", words, width, "ask");
  if (tone === "command") return command(lead, words, width);
  if (tone === "guess") return styled(wrap(`${lead ? `${oneLine(lead)} ` : ""}${words}`, width, gap), "ask");
  return styled(wrap(lead ? `${oneLine(lead)} ${words}` : words, width, gap), undefined);
}

/** A command that does not fit is continued with backslashes, so that it can still be copied into a shell. */
function command(lead: string | undefined, text: string, width: number): Line[] {
  const intro = lead ? `${oneLine(lead)}  ` : "";
  if (widthOf(intro + text) <= width) return [[{ text: intro }, { text, style: "strong" }]];
  const lines = wrap(text, width - 4);
  return [
    ...styled(wrap(intro.trim(), width), undefined),
    ...lines.map((line, index) => [
      { text: `  ${line}${index < lines.length - 1 ? " \\" : ""}`, style: "strong" as const },
    ]),
  ];
}

/** Without buttons, the words say what can be chosen, and how. */
export function choiceText({ prompt, options, otherwise }: ChoiceBlock): string {
  const open = options.filter(({ disabled }) => !disabled);
  return oneLine(`${prompt} ${open.map(({ label }) => label).join("; ")}. ${otherwise}`);
}

/** The first page under the words that say what it stands for. */
export function firstOf({ pages, alone }: PagesBlock): Block[] {
  return [{ kind: "line", text: alone }, ...(pages[0]?.blocks ?? [])];
}

function hanging(sign: string, text: string, width: number, style: Style): Line[] {
  const indent = " ".repeat(widthOf(sign));
  return wrap(text, width - indent.length).map((line, index) => [
    { text: (index === 0 ? sign : indent) + line, style },
  ]);
}

function paragraphs(markdown: string, width: number): Line[] {
  return markdown
    .trim()
    .split(/\n{2,}/)
    .flatMap((text) => styled(wrap(oneLine(text), width), undefined));
}

function styled(lines: readonly string[], style: Style | undefined): Line[] {
  return lines.map((text) => [{ text, style }]);
}

function verbatim(lines: readonly string[], width: number): Line[] {
  return lines
    .flatMap((line) => printable(line).split("\n"))
    .flatMap((line) => chop(line, width - 2))
    .map((text) => [{ text: `  ${text}` }]);
}
