import {
  Composer,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  visit,
  type YAMLError,
  type YAMLMap,
  YAMLParseError,
} from "yaml";
import type { Place, Problem, Problems } from "./cell-error.ts";
import {
  aliasRefused,
  conditionNeedsQuotes,
  keyNotText,
  nestedTooDeep,
  tagRefused,
  tooLong,
  unreadableYaml,
} from "./problems.ts";

/** One `key: value` of a mapping. */
export interface Entry {
  readonly key: string;
  readonly keyNode: Node;
  /** Undefined for a key without a value. */
  readonly valueNode: Node | undefined;
}

export interface Yaml {
  /** Undefined for an empty text. */
  readonly root: Node | undefined;
  /** Null for a key without a value. */
  toJS(node: Node | undefined): unknown;
}

/** In characters. */
const longest = 200_000;
/** In levels. The functions that compose and read the nodes are recursive. */
const deepest = 50;

/** The document, valid or not, or the reason why the text is not parsed at all. Takes time linear in the text. */
export function parseYaml(
  source: string,
): { readonly document: Document.Parsed } | { readonly problem: Problem } {
  if (source.length > longest) return { problem: tooLong({ from: 0, to: 0 }, longest) };
  const parser = new Parser();
  const tokens = [];
  for (const lexeme of new Lexer().lex(source)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    const { offset, stack } = parser;
    if (stack.length > deepest)
      return { problem: nestedTooDeep({ from: Math.max(0, offset - 1), to: offset }) };
  }
  for (const token of parser.end()) tokens.push(token);
  // `uniqueKeys` would compare every key with every other one: `keysTwice` finds duplicates in linear time.
  const composer = new Composer({ prettyErrors: false, logLevel: "error", uniqueKeys: false });
  const [document, second] = composer.compose(tokens, true, source.length);
  if (!document) throw new RangeError("The YAML parser gave no document, not even an empty one.");
  if (second) {
    const [from, to] = second.range;
    document.errors.push(
      new YAMLParseError([from, to], "MULTIPLE_DOCS", "Source contains multiple documents"),
    );
  }
  return { document };
}

/** Reads the YAML of a cell: plain values only, without anchors, aliases or tags. */
export function readYaml(source: string): { readonly yaml: Yaml } | { readonly problems: Problems } {
  const parsed = parseYaml(source);
  if ("problem" in parsed) return { problems: [parsed.problem] };
  const { document } = parsed;
  const [error] = [...document.errors, ...document.warnings];
  // The errors after the first mostly follow from it.
  if (error) return { problems: [yamlProblem(error, source)] };
  const [first, ...others] = refusedNodes(document, source);
  if (first) return { problems: [first, ...others] };
  const toJS = (node: Node | undefined) => node?.toJS(document, { maxAliasCount: 0 }) ?? null;
  return { yaml: { root: document.contents ?? undefined, toJS } };
}

/** The entries of a mapping; none for anything else. */
export function entriesOf(node: Node | undefined): Entry[] {
  if (!isMap(node)) return [];
  return node.items.map(({ key, value }) => {
    // Both hold for every document that readYaml accepts.
    const [keyNode, valueNode] = [key as Node, value as Node | null];
    const empty = isScalar(valueNode) && valueNode.value === null && valueNode.source === "";
    return { key: keyText(keyNode), keyNode, valueNode: empty ? undefined : (valueNode ?? undefined) };
  });
}

const indexes = new WeakMap<Node, ReadonlyMap<string, Entry>>();

function entryOf(node: Node | undefined, key: string): Entry | undefined {
  if (!node) return undefined;
  const index = indexes.get(node) ?? new Map(entriesOf(node).map((entry) => [entry.key, entry]));
  indexes.set(node, index);
  return index.get(key);
}

export function rangeOf(node: Node): Place {
  const [from = 0, to = from] = node.range ?? [];
  return { from, to };
}

/** The place that a path of keys and indexes leads to in an entry. */
export interface Spot {
  /** The name of the value that is there, or is missing there; an item of a list has the name of the list. */
  readonly key: string;
  /** The name of the mapping that it belongs to. */
  readonly owner: string;
  readonly isMissing: boolean;
  /** The key; for a missing value, the key that it should be under. */
  readonly keyPlace: Place;
  /** Undefined when there is no value. */
  readonly value: Node | undefined;
}

export function locate(entry: Entry, path: readonly PropertyKey[]): Spot {
  let spot: Spot = {
    key: entry.key,
    owner: entry.key,
    isMissing: false,
    keyPlace: rangeOf(entry.keyNode),
    value: entry.valueNode,
  };
  for (const step of path) {
    const { key: owner, keyPlace, value } = spot;
    if (typeof step === "number" && isSeq(value)) {
      const item = value.items[step];
      if (isNode(item)) spot = { ...spot, keyPlace: rangeOf(item), value: item };
      continue;
    }
    const key = String(step);
    const inner = entryOf(value, key);
    if (!inner) return { key, owner, isMissing: true, keyPlace, value: undefined };
    spot = { key, owner, isMissing: false, keyPlace: rangeOf(inner.keyNode), value: inner.valueNode };
  }
  return spot;
}

function keyText(node: Node): string {
  return isScalar(node) ? (node.source ?? String(node.value)) : "";
}

function refusedNodes(document: Document.Parsed, source: string): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (isCollection(key)) problems.push(keyNotText(rangeOf(key)));
    },
    Node(_, node) {
      const { from } = rangeOf(node);
      if (isAlias(node)) problems.push(aliasRefused(wordAt(source, from)));
      // An anchor or a tag stands before its node.
      else if (node.anchor !== undefined) problems.push(aliasRefused(wordBefore("&", source, from)));
      else if (node.tag !== undefined) problems.push(refusedTag(wordBefore("!", source, from), source));
      if (isMap(node)) for (const problem of keysTwice(node)) problems.push(problem);
    },
  });
  return problems;
}

function keysTwice({ items }: YAMLMap): Problem[] {
  const seen = new Set<unknown>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const isTwice = seen.has(key.value);
    seen.add(key.value);
    return isTwice ? [unreadableYaml(rangeOf(key), "DUPLICATE_KEY", "Map keys must be unique")] : [];
  });
}

function yamlProblem({ code, message, pos: [position] }: YAMLError, source: string): Problem {
  const place = wordAt(source, position);
  const lineStart = source.lastIndexOf("\n", position - 1) + 1;
  const line = source.slice(lineStart).split("\n", 1)[0] ?? "";
  const found = /[:,{]\s*((?:[<>]=?|!=)\s*[\p{L}\d.-]+)/u.exec(line);
  if (found?.[1] !== undefined) {
    const to = lineStart + found.index + found[0].length;
    return conditionNeedsQuotes(place, found[1], { from: to - found[1].length, to });
  }
  return code === "TAG_RESOLVE_FAILED" ? refusedTag(place, source) : unreadableYaml(place, code, message);
}

function refusedTag(place: Place, source: string): Problem {
  return tagRefused(place, source.slice(place.from, place.to));
}

const wordEnd = /[\s:,{}[\]]|$/g;

function wordAt(source: string, from: number): Place {
  wordEnd.lastIndex = from;
  return { from, to: wordEnd.exec(source)?.index ?? source.length };
}

/** The last word before an offset that contains this character. */
function wordBefore(character: string, source: string, offset: number): Place {
  let from = Math.max(0, source.lastIndexOf(character, offset));
  while (from > 0 && !/[\s:,{}[\]]/.test(source.charAt(from - 1))) from -= 1;
  return wordAt(source, from);
}
