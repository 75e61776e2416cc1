import { numberWords } from "../number-words.ts";

const { many } = numberWords("en");

export const en = {
  statements: (count: number) => `${many(count, "statement", "statements")} done.`,
  noStatement: "There was no statement to run.",
  truncated: (count: number) => `Only the first ${many(count, "row is", "rows are")} shown.`,
  empty: "No rows.",
  hint: (text: string) => `Hint from the server: ${text}`,
};
