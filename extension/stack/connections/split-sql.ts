/**
 * The statements of a text, without the semicolons between them and without what is only comment.
 * Semicolons inside strings, quoted names, dollar quotes, comments and parentheses separate nothing.
 */
export function splitSql(text: string): string[] {
  const statements: string[] = [];
  let begin = 0;
  let depth = 0;
  let hasWords = false;
  const end = (position: number) => {
    if (hasWords) statements.push(text.slice(begin, position).trim());
    begin = position + 1;
    depth = 0;
    hasWords = false;
  };
  for (let position = 0; position < text.length; ) {
    const { kind, length } = pieceAt(text, position);
    const piece = length === 1 ? text[position] : "";
    if (piece === "(") depth += 1;
    else if (piece === ")") depth = Math.max(0, depth - 1);
    if (piece === ";" && depth === 0) end(position);
    else if (kind === "words") hasWords = true;
    position += length;
  }
  end(text.length);
  return statements;
}

interface Piece {
  readonly kind: "blank" | "words";
  readonly length: number;
}

const escapeString = /[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)/y;
const string = /'[^']*(?:'|$)/y; // a doubled quote ends one string and begins the next, which comes to the same
const quotedName = /"[^"]*(?:"|$)/y;
const word = /[\p{L}_\d][\p{L}\p{M}_\d$]*/uy;
const dollar = /\$(?:[\p{L}_][\p{L}\p{M}_\d]*)?\$/uy;
const lineComment = /--[^\n]*/y;
const space = /\s+/y;

/** The piece that begins here: a token, or a single character. */
function pieceAt(text: string, position: number): Piece {
  const blank = matchAt(space, text, position) ?? matchAt(lineComment, text, position);
  if (blank !== undefined) return { kind: "blank", length: blank.length };
  if (text.startsWith("/*", position)) return { kind: "blank", length: commentLength(text, position) };
  const tag = matchAt(dollar, text, position);
  if (tag !== undefined) {
    const close = text.indexOf(tag, position + tag.length);
    return { kind: "words", length: (close < 0 ? text.length : close + tag.length) - position };
  }
  const piece =
    matchAt(escapeString, text, position) ??
    matchAt(string, text, position) ??
    matchAt(quotedName, text, position) ??
    matchAt(word, text, position);
  return { kind: "words", length: piece?.length ?? 1 };
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

/** Comments of this kind nest in PostgreSQL. */
function commentLength(text: string, start: number): number {
  let depth = 0;
  for (let position = start; position < text.length; position += 1) {
    const two = text.slice(position, position + 2);
    if (two === "/*") depth += 1;
    else if (two === "*/") depth -= 1;
    else continue;
    position += 1;
    if (depth === 0) return position + 1 - start;
  }
  return text.length - start;
}
