export type Unit = "rate" | "time" | "share" | "factor" | "count";

/** A number of a text. Rates are per second, times in milliseconds. */
export interface Figure {
  /** As it is written, with its unit. */
  readonly text: string;
  readonly unit: Unit;
  /** What it may mean, and to which place it was rounded: `1,234` has two readings. */
  readonly readings: readonly { readonly value: number; readonly place: number }[];
  /** The names in backticks and the products that it may be about. */
  readonly subjects: readonly string[];
  /** What its sentence, or the labels of its cell, speak of. */
  readonly topics: readonly Topic[];
}

/** What can be told from a word, and would otherwise be taken for another number of the same unit. */
const topics = {
  p50: /\bp50\b|median|медиан/i,
  p90: /\bp90\b/i,
  p99: /\bp99\b/i,
  lost: /(?<!\p{L})(?:los[est]\p{L}*|потер\p{L}+)/iu,
};
export type Topic = keyof typeof topics;

interface Piece {
  readonly text: string;
  /** What a table says of the cell: its row, and then its column. */
  readonly labels: readonly string[];
}

const number = String.raw`\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`;
/** Neither a part of a word such as p99, nor of a date. */
const figure = new RegExp(
  String.raw`(?<![\p{L}\d_.,-])(?:×\s?)?(?:${number})(?![\d_]|-\d)(?:\s?(?:k|тыс\.?|thousand)(?!\p{L}))?`,
  "gu",
);

/** What may follow a number, and by how much it is multiplied then. */
const units: readonly (readonly [Unit, number, RegExp])[] = [
  ["rate", 1, /^(?:[\p{L}.]+)?\s?\/\s?(?:sec|s|сек|с)(?!\p{L})/u],
  ["rate", 1, /^(?:\p{L}+\s)?(?:(?:a|per)\s(?:second|sec)|в\sсекунду)(?!\p{L})/u],
  ["share", 1, /^(?:%|percent|процент\p{L}*)/u],
  ["factor", 1, /^(?:×|(?:x|times|раза?)(?!\p{L}))/u],
  ["time", 1, /^(?:ms|мс|milliseconds?|миллисекунд\p{L}*)(?!\p{L})/u],
  ["time", 0.001, /^(?:µs|мкс)(?!\p{L})/u],
  ["time", 1000, /^(?:s|sec|seconds?|сек|с|секунд\p{L}*)(?!\p{L})/u],
];

/** The same where a label of a table says it, after a comma or in brackets. */
const inLabel = (label: string) =>
  [...label.matchAll(/[,(]\s*([^,()]+)/g)].map(([, said = ""]) => said.trim());

/** Numbers that name a version, a step or an exercise. */
const named =
  /(?:PostgreSQL|Redis|RabbitMQ|Kafka|Node(?:\.js)?|Python|Docker|step|шаг|exercise|упражнени\p{L}+|№|#)\s*$/iu;

/** Of losses one says in a word that there were none. */
const noneLost =
  /(?<!\p{L})(?:none|nothing|zero|not (?:one|a single)|ничего|ноль|ни одного|ни один)(?!\p{L})/iu;

/** Smaller ones stand for how many things a sentence speaks of, unless they have a unit. */
const leastCount = 11;

/** Every number of a Markdown text that states something. Code, headings, comments and list numbers do not. */
export function figuresIn(markdown: string): Figure[] {
  return piecesOf(markdown).flatMap(({ text, labels }) => {
    const subjects = subjectsOf(text, labels);
    const said = topicsOf([text, ...labels].join(" "));
    const [none] = said.includes("lost") ? (noneLost.exec(text) ?? []) : [];
    const inWords: Figure[] =
      none === undefined
        ? []
        : [{ text: none, unit: "count", readings: [{ value: 0, place: 1 }], subjects, topics: said }];
    const plain = text.replaceAll(/`[^`]*`|\]\([^)]*\)/g, (code) => " ".repeat(code.length));
    const inDigits = [...plain.matchAll(figure)].flatMap((match): Figure[] => {
      const rest = plain.slice(match.index + match[0].length).trimStart();
      const [unit, by, sign] = unitOf(match[0], rest, labels);
      const isStated = unit !== "count" || labels.length > 0;
      const readings = readingsOf(match[0], by);
      if (named.test(plain.slice(0, match.index)) && unit === "count") return [];
      if (!isStated && readings.every(({ value }) => value < leastCount)) return [];
      return [{ text: `${match[0]} ${sign}`.trim(), unit, readings, subjects, topics: said }];
    });
    return [...inDigits, ...inWords];
  });
}

function topicsOf(text: string): Topic[] {
  // The table's own literal has these keys and no other.
  return (Object.keys(topics) as Topic[]).filter((topic) => topics[topic].test(text));
}

function unitOf(written: string, rest: string, labels: readonly string[]): [Unit, number, string] {
  for (const [unit, by, pattern] of units) {
    const [sign] = pattern.exec(rest) ?? [];
    if (sign !== undefined) return [unit, by, sign];
  }
  if (written.startsWith("×")) return ["factor", 1, ""];
  for (const said of labels.flatMap(inLabel))
    for (const [unit, by, pattern] of units) if (pattern.test(said)) return [unit, by, said];
  return ["count", 1, ""];
}

function readingsOf(written: string, by: number): Figure["readings"] {
  const thousands = /(?:k|тыс\.?|thousand)$/.test(written) ? 1000 : 1;
  const digits = /[\d.,\s]*\d/u.exec(written.replace("×", "").trim())?.[0] ?? "";
  const bare = digits.replaceAll(/\s/g, "");
  const isGrouped = /^\d{1,3}(,\d{3})+$/.test(bare);
  const asPoint = isGrouped || /,.*\./.test(bare) ? bare.replaceAll(",", "") : bare.replace(",", ".");
  const texts = isGrouped && bare.split(",").length === 2 ? [asPoint, bare.replace(",", ".")] : [asPoint];
  return texts.map((text) => {
    const value = Number(text);
    const [, decimals = ""] = text.split(".");
    const zeros = decimals === "" ? (/[1-9](0+)$/.exec(text)?.[1]?.length ?? 0) : 0;
    // 9,000 is rounded to hundreds at most: of a figure, two digits count.
    const place = decimals === "" ? Math.max(1, Math.min(10 ** zeros, value / 10)) : 10 ** -decimals.length;
    return { value: value * thousands * by, place: place * thousands * by };
  });
}

/** A column or a row of a table is about what its label names; a sentence about all that it names. */
function subjectsOf(text: string, labels: readonly string[]): string[] {
  for (const said of [text, ...labels.toReversed()]) {
    const code = [...said.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    const products = [...said.matchAll(/\b(?:Redis|RabbitMQ|Kafka)\b/gi)].map(([name]) => name.toLowerCase());
    if (code.length + products.length > 0) return [...new Set([...code, ...products])];
  }
  return [];
}

function piecesOf(markdown: string): Piece[] {
  const text = markdown
    .replaceAll("\r\n", "\n")
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/^(```|~~~)[\s\S]*?^\1.*$/gm, "")
    .replaceAll(/^#+ .*$/gm, "\n");
  return text.split(/\n\s*\n/).flatMap((block) => {
    const lines = block.split("\n").filter((line) => line.trim() !== "");
    if (lines.length > 2 && lines.every((line) => line.trimStart().startsWith("|")))
      return tablePieces(lines);
    const prose = lines.map((line) => line.replace(/^\s*(?:\d+[.)]|[-*+>])\s+/, "")).join(" ");
    return prose
      .split(/(?<=[.!?])\s+(?!\p{Ll})|(?<=;)\s+/u)
      .map((sentence) => ({ text: sentence, labels: [] }));
  });
}

function tablePieces(lines: readonly string[]): Piece[] {
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .trim()
      .replaceAll(/^\||\|$/g, "")
      .split("|")
      .map((cell) => cell.trim()),
  );
  return rows.flatMap(([label = "", ...cells]) =>
    cells.map((cell, at) => ({ text: cell, labels: [label, head[at + 1] ?? ""] })),
  );
}
