import type { Language } from "../../common/language.ts";
import type { Block, TableBlock, VerdictBlock } from "../../drawing/blocks.ts";
import type { StatementResult } from "../../stack/stack.ts";
import { left, right } from "../columns.ts";
import type { View } from "../define.ts";
import type { TableResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

/** What the servers call that for which a role has no right. */
const notAllowed: Readonly<Record<TableResult["action"], string>> = { sql: "42501", redis: "NOPERM" };

/** Characters of a value that a headline still has room for. */
const longestValue = 60;

export function tableView({ action, statements }: TableResult, language: Language): View {
  const words = { en, ru }[language];
  const failed = statements.find(({ error }) => error !== null);
  const [only] = statements;
  const isAnswer = !failed && only && statements.length === 1 && onlyValueOf(only) !== undefined;
  return {
    said: isAnswer ? ["statements.0.rows.0.0"] : [],
    main: [
      failed?.error ? errorVerdict(failed.error) : doneVerdict(action, statements, words),
      ...(isAnswer
        ? []
        : statements.flatMap((statement) => statementBlocks(statement, statements.length > 1, words))),
      ...(failed?.error?.code === notAllowed[action]
        ? [{ kind: "line", tone: "hint", text: words.notAllowed[action] } as const]
        : []),
    ],
  };
}

function errorVerdict({ code, message }: NonNullable<StatementResult["error"]>): VerdictBlock {
  return { kind: "verdict", sign: "✗", text: `${code}: ${message}` };
}

function doneVerdict(
  action: TableResult["action"],
  statements: readonly StatementResult[],
  words: Words,
): VerdictBlock {
  const [only] = statements;
  if (!only) return { kind: "verdict", sign: "•", text: words.noStatement };
  const text = statements.length === 1 ? answerOf(action, only) : words.statements(statements.length);
  return { kind: "verdict", sign: "•", text };
}

/** With the value, where one is all that was asked for: by a GET, by a count. */
function answerOf(action: TableResult["action"], statement: StatementResult): string {
  const { command, columns } = statement;
  const value = onlyValueOf(statement);
  if (value === undefined) return command;
  return action === "redis" ? `${command}: ${value}` : `${columns[0]}: ${value}`;
}

/** The only value of the answer, where a headline has room for it. */
function onlyValueOf({ columns, rows }: StatementResult): string | undefined {
  const [value] = rows[0] ?? [];
  const isOne = value !== undefined && columns.length === 1 && rows.length === 1;
  return isOne && value.length <= longestValue ? value : undefined;
}

function statementBlocks(statement: StatementResult, oneOfMany: boolean, words: Words): Block[] {
  const { command, columns, error } = statement;
  if (error) {
    const blocks: Block[] = oneOfMany ? [{ kind: "line", text: `${command}: ${error.code}` }] : [];
    if (error.hint) blocks.push({ kind: "line", tone: "hint", text: words.hint(error.hint) });
    return blocks;
  }
  if (columns.length === 0) return oneOfMany ? [{ kind: "line", text: command }] : [];
  const table = rowsTable(statement, words);
  return [oneOfMany ? table : { ...table, saidAbove: true }];
}

function rowsTable({ command, columns, rows, truncatedAt }: StatementResult, words: Words): TableBlock {
  const table: TableBlock = {
    kind: "table",
    caption: command,
    columns: columns.map((label, index) =>
      columns.length > 1 && isNumeric(rows, index) ? right(label) : left(label),
    ),
    rows,
  };
  if (truncatedAt !== null) return { ...table, note: words.truncated(truncatedAt) };
  return rows.length === 0 ? { ...table, note: words.empty } : table;
}

function isNumeric(rows: StatementResult["rows"], index: number): boolean {
  return rows.length > 0 && rows.every((row) => /^-?\d+(\.\d+)?$/.test(row[index] ?? ""));
}
