import { numberWords } from "../number-words.ts";

const { many } = numberWords("en");

export const en = {
  statements: (count: number) => `${many(count, "statement", "statements")} done.`,
  noStatement: "There was no statement to run.",
  truncated: (count: number) => `Only the first ${many(count, "row is", "rows are")} shown.`,
  empty: "No rows.",
  /** Asked before a cell runs so. */
  asSuperuser:
    "This cell wants to run as the superuser of PostgreSQL, who can also run programs and read and write files under the account that PostgreSQL runs as. Agree only if you know what the cell does.",
  /** Under a statement that the role of cells may not run. */
  notAllowed: {
    sql: "SQL cells have a role with few rights. If the first line of a cell is “-- as: superuser”, it has them all.",
    redis:
      "A Redis cell may do anything to the data, but not change the server or connect it to another one. Use redis-cli in a terminal for that.",
  },
  hint: (text: string) => `Hint from the server: ${text}`,
};
