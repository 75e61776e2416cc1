import type { TableResult } from "../../extension/actions/statements/result.ts";

export const sql: TableResult = {
  action: "sql",
  statements: [
    {
      command: "SELECT 2",
      columns: ["strategy", "value"],
      rows: [
        ["naive", "81"],
        ["batched", "1000"],
      ],
      truncatedAt: null,
      error: null,
    },
  ],
};

export const sqlError: TableResult = {
  action: "sql",
  statements: [
    {
      command: "SELECT",
      columns: [],
      rows: [],
      truncatedAt: null,
      error: {
        code: "42703",
        message: 'column "valu" does not exist',
        hint: 'Perhaps you meant to reference the column "counter.value".',
      },
    },
  ],
};

export const redis: TableResult = {
  action: "redis",
  statements: [
    {
      command: "GET surge:buffered:pending",
      columns: ["value"],
      rows: [["1000"]],
      truncatedAt: null,
      error: null,
    },
    { command: "KEYS *", columns: ["key"], rows: [["surge:a"], ["surge:b"]], truncatedAt: 2, error: null },
  ],
};
