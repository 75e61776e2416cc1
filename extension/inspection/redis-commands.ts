import { inspectionError } from "./errors.ts";

export interface RedisCommand {
  /** The line as it was written. */
  readonly line: string;
  readonly words: readonly [name: string, ...rest: string[]];
}

/**
 * One command a line, words separated by blanks, quotes as in redis-cli; a line that begins with # is a comment.
 * @throws LabError `redis-quote-open`
 */
export function parseRedis(text: string): RedisCommand[] {
  return text.split(/\r?\n/).flatMap((written, index) => {
    const line = written.trim();
    if (line === "" || line.startsWith("#")) return [];
    const [name, ...rest] = wordsOf(line, index + 1);
    return name === undefined ? [] : [{ line, words: [name, ...rest] as const }];
  });
}

const wordPattern = /\s*("(?:[^"\\]|\\.)*"(?=\s|$)|'(?:[^'\\]|\\.)*'(?=\s|$)|[^\s"']\S*)/y;
const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function wordsOf(line: string, number: number): string[] {
  const words: string[] = [];
  wordPattern.lastIndex = 0;
  while (wordPattern.lastIndex < line.length) {
    const [, word] = wordPattern.exec(line) ?? [];
    if (word === undefined) throw inspectionError("redis-quote-open", { line: number });
    words.push(unquoted(word));
  }
  return words;
}

function unquoted(word: string): string {
  const inside = word.slice(1, -1);
  if (word.startsWith('"')) return inside.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
  if (word.startsWith("'")) return inside.replace(/\\(['\\])/g, "$1");
  return word;
}
