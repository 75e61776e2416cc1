import { ownAppError } from "./errors.ts";

/** What a shell would do with them, and nothing else does. */
const shellSigns = /[|&;<>`()*?~]/;

/**
 * The words of a command, as a shell would split them, without a shell: `'…'` and `"…"` keep spaces together, and
 * `$PORT` or `${PORT}` becomes the value, except in `'…'`.
 * @throws LabError `own-command` for what only a shell can do, for an unknown variable and an open quotation mark
 */
export function splitCommand(
  command: string,
  variables: Readonly<Record<string, string | undefined>>,
): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  const refuse = (trouble: "shell" | "variable" | "quote" | "assignment" | "empty", sign: string) =>
    ownAppError("own-command", { command, trouble, sign });
  for (let at = 0; at < command.length; at += 1) {
    const sign = command.charAt(at);
    if (sign === quote) quote = undefined;
    else if (quote === undefined && (sign === '"' || sign === "'")) {
      quote = sign;
      word ??= "";
    } else if (sign === "$" && quote !== "'") {
      const [text, bare, braced] = /^\$(?:(\w+)|\{(\w+)\})/.exec(command.slice(at)) ?? [];
      const name = bare ?? braced;
      if (text === undefined || name === undefined) throw refuse("shell", command.slice(at, at + 2));
      const value = variables[name];
      if (value === undefined) throw refuse("variable", text);
      word = (word ?? "") + value;
      at += text.length - 1;
    } else if (quote === undefined && /\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === undefined && shellSigns.test(sign)) throw refuse("shell", sign);
    else word = (word ?? "") + sign;
  }
  if (quote !== undefined) throw refuse("quote", quote);
  if (word !== undefined) words.push(word);
  const [first] = words;
  if (first === undefined) throw refuse("empty", "");
  if (/^\w+=/.test(first)) throw refuse("assignment", first);
  return words;
}
