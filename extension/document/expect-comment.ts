import { nearest } from "../common/nearest.ts";
import type { ExpectComment } from "./document.ts";
import { DocumentError, documentError } from "./errors.ts";
import type { Line } from "./lines.ts";

const [opening, closing] = [/^ {0,3}<!--/, "-->"];

/**
 * The comment `<!-- expect: … -->` behind a cell: no Markdown viewer shows it. A misspelt `expect` counts, too:
 * otherwise nothing would say that the expectation is not read.
 * @param from index of the line after the cell; blank lines may stand in between
 * @throws DocumentError when more text stands behind the comment, or its end is missing
 */
export function expectComment(lines: readonly Line[], from: number): ExpectComment | undefined {
  let at = from;
  while (lines[at] && /^[ \t]*$/.test(lines[at]?.text ?? "")) at += 1;
  const first = lines[at]?.text ?? "";
  const mark = opening.exec(first)?.[0];
  if (mark === undefined) return undefined;
  const isBelow = first.slice(mark.length).trim() === "";
  const begin = isBelow ? (lines[at + 1]?.text ?? "") : first.slice(mark.length);
  const word = /^[ \t]*(\p{L}+)[ \t]*:/u.exec(begin)?.[1];
  if (word === undefined || nearest(word, ["expect"]) === undefined) return undefined;
  let to = at;
  while (to < lines.length && !lines[to]?.text.includes(closing)) to += 1;
  if (!/-->[ \t]*$/.test(lines[to]?.text ?? "") || closingsIn(lines[to]) > 1)
    throw new DocumentError(at + 1, documentError("unclosed-expect", { line: at + 1 }));
  const all = lines.slice(at, to + 1).map(({ text }) => text);
  const inside = all.join("\n").slice(mark.length).split(closing, 1)[0] ?? "";
  const text = isBelow ? inside.slice(inside.indexOf("\n") + 1) : inside.trimStart();
  const raw = lines.slice(from, to + 1).map(({ text, end }) => text + end);
  return { raw: raw.join(""), text: text.trimEnd(), line: at + (isBelow ? 2 : 1) };
}

function closingsIn(line: Line | undefined): number {
  return (line?.text.split(closing).length ?? 1) - 1;
}
