import type { Block, TableBlock, VerdictBlock } from "../../drawing/blocks.ts";
import type { View } from "../define.ts";
import type { StatementResult, TableResult } from "../results.ts";
import { left, right } from "../view.ts";
import type { Texts } from "../words.ts";

export function tableView({ statements }: TableResult, words: Texts): View {
  const failed = statements.find(({ error }) => error !== null);
  return {
    main: [
      failed?.error ? errorVerdict(failed.error) : doneVerdict(statements, words),
      ...statements.flatMap((statement) => statementBlocks(statement, statements.length > 1, words)),
    ],
  };
}

function errorVerdict({ code, message }: NonNullable<StatementResult["error"]>): VerdictBlock {
  return { kind: "verdict", sign: "✗", text: `${code}: ${message}` };
}

function doneVerdict(statements: readonly StatementResult[], words: Texts): VerdictBlock {
  const [only] = statements;
  if (!only) return { kind: "verdict", sign: "•", text: words.table.noStatement };
  const text = statements.length === 1 ? only.command : words.table.statements(statements.length);
  return { kind: "verdict", sign: "•", text };
}

function statementBlocks(statement: StatementResult, oneOfMany: boolean, words: Texts): Block[] {
  const { command, columns, error } = statement;
  if (error) {
    const blocks: Block[] = oneOfMany ? [{ kind: "line", text: `${command}: ${error.code}` }] : [];
    if (error.hint) blocks.push({ kind: "line", tone: "hint", text: words.table.hint(error.hint) });
    return blocks;
  }
  if (columns.length === 0) return oneOfMany ? [{ kind: "line", text: command }] : [];
  return [rowsTable(statement, words)];
}

function rowsTable({ command, columns, rows, truncatedAt }: StatementResult, words: Texts): TableBlock {
  const table: TableBlock = {
    kind: "table",
    caption: command,
    columns: columns.map((label, index) =>
      columns.length > 1 && isNumeric(rows, index) ? right(label) : left(label),
    ),
    rows,
  };
  if (truncatedAt !== null) return { ...table, note: words.table.truncated(truncatedAt) };
  return rows.length === 0 ? { ...table, note: words.table.empty } : table;
}

function isNumeric(rows: StatementResult["rows"], index: number): boolean {
  return rows.length > 0 && rows.every((row) => /^-?\d+(\.\d+)?$/.test(row[index] ?? ""));
}
