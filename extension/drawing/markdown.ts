import { type Block, gap, type TableBlock } from "./blocks.ts";
import { chartLines } from "./chart-text.ts";
import type { ChartBlock } from "./charts.ts";
import { ledgerLines } from "./ledger-text.ts";
import { fenced, safeMarkdown } from "./safe-html.ts";
import { choiceText, firstOf } from "./text.ts";
import { verdictText } from "./verdict-text.ts";
import { oneLine, printable } from "./width.ts";

const barWidth = 88;

/** GitHub-flavoured Markdown in the order of the terminal; nothing from the data can become markup. */
export function renderMarkdown(blocks: readonly Block[]): string {
  return blocks.map((block) => `${draw(block)}\n`).join("\n");
}

function draw(block: Block): string {
  switch (block.kind) {
    case "verdict":
      return `**${escaped(block.sign === "•" && !block.expected ? `• ${block.text}` : verdictText(block))}**`;
    case "ledger":
      return verbatim(
        ledgerLines(block, barWidth)
          .map((line) =>
            line
              .map(({ text }) => text)
              .join("")
              .trimEnd(),
          )
          .join("\n"),
        "text",
      );
    case "chart":
      return chart(block);
    case "line":
      return drawLine(block);
    case "table":
      return table(block);
    case "code":
      return [
        `**${escaped(block.title)}**`,
        verbatim(block.source.replace(/\r?\n$/, ""), block.language),
        ...(block.marks?.length
          ? [block.marks.map(({ line, note }) => `- ▸ ${line}: ${escaped(note)}`).join("\n")]
          : []),
      ].join("\n\n");
    case "log":
      return `**${escaped(block.caption)}**\n\n${verbatim(block.lines.join("\n"), "text")}`;
    case "question":
      return block.question
        ? `${safeMarkdown(block.question.markdown.trim())}\n\n${details(block.open, safeMarkdown(block.answer.markdown.trim()))}`
        : safeMarkdown(block.answer.markdown.trim());
    case "choice":
      return `> ${escaped(choiceText(block))}`;
    case "details":
      return details(
        block.summary,
        block.items.map(([label, value]) => `- ${escaped(label)}: ${escaped(value)}`).join("\n"),
      );
    case "pages":
      return renderMarkdown(firstOf(block)).trimEnd();
  }
}

function chart(block: ChartBlock): string {
  const picture = verbatim(chartLines(block, barWidth).join("\n"), "text");
  const empty = !("table" in block) || block.table.rows.length === 0;
  return empty ? picture : `${picture}\n\n${details(block.table.caption, rowsOf(block.table))}`;
}

function drawLine({ tone, lead, text }: Extract<Block, { kind: "line" }>): string {
  const intro = lead ? escaped(lead) : "";
  if (tone === "command") return `${intro}\n\n${verbatim(text, "sh")}`.trim();
  const words = [intro, text.split(gap).map(escaped).join(" · ")].filter(Boolean).join(" ");
  return tone === "hint" ? `> ${words}` : words;
}

function table(block: TableBlock): string {
  const { caption, saidAbove, columns, note } = block;
  const lines = columns.length === 0 ? "" : rowsOf(block);
  const title = saidAbove ? "" : `**${escaped(caption)}**`;
  return [title, lines, note ? escaped(note) : ""].filter(Boolean).join("\n\n");
}

function rowsOf({ columns, rows }: TableBlock): string {
  const row = (cells: readonly string[]) =>
    `| ${columns.map((_, index) => escaped(cells[index] ?? "")).join(" | ")} |`;
  return [
    row(columns.map(({ label }) => label)),
    `| ${columns.map(({ align }) => (align === "right" ? "--:" : ":--")).join(" | ")} |`,
    ...rows.map(row),
  ].join("\n");
}

function details(summary: string, content: string): string {
  const title = oneLine(summary)
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

function verbatim(source: string, language: string): string {
  return fenced(printable(source), language);
}

/** Text that stays text: on one line, without a character that could begin markup. */
function escaped(text: string): string {
  return oneLine(text)
    .trim()
    .replace(/[\\`*_[\]|~#!]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/^([-+=]|\d+[.)](?=\s|$))/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}
