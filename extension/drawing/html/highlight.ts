/** A piece of a line, and what it is; undefined: anything else. */
export type Token = readonly [text: string, kind: TokenKind | undefined];
export type TokenKind = "comment" | "string" | "keyword" | "number";

const strings = [
  '"""[\\s\\S]*?(?:"""|$)',
  "`(?:\\\\[\\s\\S]|[^`\\\\])*(?:`|$)",
  '"(?:\\\\.|[^"\\\\\\n])*(?:"|$|(?=\\n))',
  "'(?:\\\\.|[^'\\\\\\n])*(?:'|$|(?=\\n))",
];
const comments: Readonly<Record<string, string>> = {
  ts: "//[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|$)",
  js: "//[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|$)",
  python: "#[^\\n]*",
  sql: "--[^\\n]*",
};
const script =
  "as async await break case catch class const continue default delete do else export extends false finally for from function if import in instanceof interface let new null of return satisfies switch this throw true try type typeof undefined void while yield";
const keywords: Readonly<Record<string, string>> = {
  ts: script,
  js: script,
  python:
    "and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield",
  sql: "and as begin by commit conflict create delete do for from group in insert into is join key locked not null on or order primary returning rollback select set skip table update values where with",
};

/** Enough of a lexer for a page of a strategy: comments, strings, keywords, numbers. Other languages stay plain. */
export function tokensByLine(source: string, language: string): Token[][] {
  const words = keywords[language];
  if (words === undefined) return source.split("\n").map((line) => [[line, undefined]]);
  const kinds = ["comment", "string", "keyword", "number"] as const;
  const [comment, string] = [comments[language], strings.join("|")];
  const lexer = new RegExp(
    `(${comment})|(${string})|\\b(${words.replaceAll(" ", "|")})\\b|\\b(\\d[\\d_.]*)\\b`,
    language === "sql" ? "gi" : "g",
  );
  const lines: Token[][] = [[]];
  const add = (text: string, kind: TokenKind | undefined) => {
    for (const [index, piece] of text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (piece !== "") lines.at(-1)?.push([piece, kind]);
    }
  };
  let from = 0;
  for (const match of source.matchAll(lexer)) {
    add(source.slice(from, match.index), undefined);
    add(match[0], kinds[match.slice(1).findIndex((group) => group !== undefined)]);
    from = match.index + match[0].length;
  }
  add(source.slice(from), undefined);
  return lines;
}
