import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import type { Fault, Faults } from "./cell-error.ts";
import type { Place } from "./cell-faults.ts";
import { aliasRefused, conditionNeedsQuotes, keyNotText, tagRefused, unreadableYaml } from "./yaml-faults.ts";

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

/** Reads the YAML of a cell: plain values only, without anchors, aliases and tags. */
export function readYaml(source: string): { readonly yaml: Yaml } | { readonly faults: Faults } {
  const document = parseDocument(source, { prettyErrors: false, logLevel: "error", uniqueKeys: true });
  const [error] = [...document.errors, ...document.warnings];
  // The errors after the first mostly follow from it.
  if (error) return { faults: [yamlFault(error, source)] };
  const [first, ...others] = refusedNodes(document, source);
  if (first) return { faults: [first, ...others] };
  const toJS = (node: Node | undefined) => node?.toJS(document, { maxAliasCount: 0 }) ?? null;
  return { yaml: { root: document.contents ?? undefined, toJS } };
}

/** The entries of a mapping; none for anything else. */
export function entriesOf(node: Node | undefined): Entry[] {
  if (!isMap(node)) return [];
  return node.items.map(({ key, value }) => {
    // Both hold for every document that readYaml has let pass.
    const [keyNode, valueNode] = [key as Node, value as Node | null];
    const empty = isScalar(valueNode) && valueNode.value === null && valueNode.source === "";
    return { key: keyText(keyNode), keyNode, valueNode: empty ? undefined : (valueNode ?? undefined) };
  });
}

export function rangeOf(node: Node): Place {
  const [from = 0, to = from] = node.range ?? [];
  return { from, to };
}

/** Where a path of keys and indexes leads in an entry. */
export interface Spot {
  /** The name of what is there, or is missing there; an element of a list has the name of the list. */
  readonly key: string;
  /** The name of what it belongs to. */
  readonly owner: string;
  readonly isMissing: boolean;
  /** The key; for what is missing, the key that it should be under. */
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
    const inner = entriesOf(value).find((candidate) => candidate.key === key);
    if (!inner) return { key, owner, isMissing: true, keyPlace, value: undefined };
    spot = { key, owner, isMissing: false, keyPlace: rangeOf(inner.keyNode), value: inner.valueNode };
  }
  return spot;
}

function keyText(node: Node): string {
  return isScalar(node) ? (node.source ?? String(node.value)) : "";
}

function refusedNodes(document: Document.Parsed, source: string): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (isCollection(key)) faults.push(keyNotText(rangeOf(key)));
    },
    Node(_, node) {
      const { from } = rangeOf(node);
      if (isAlias(node)) faults.push(aliasRefused(wordAt(source, from)));
      // An anchor or a tag stands before its node.
      else if (node.anchor !== undefined) faults.push(aliasRefused(lastWordWith("&", source, from)));
      else if (node.tag !== undefined) faults.push(refusedTag(lastWordWith("!", source, from), source));
    },
  });
  return faults;
}

function yamlFault({ code, message, pos: [position] }: YAMLError, source: string): Fault {
  // The position of a key that is there twice is where the entry before it ends.
  const place = wordAt(
    source,
    code === "DUPLICATE_KEY" ? position + source.slice(position).search(/\S/) : position,
  );
  const lineStart = source.lastIndexOf("\n", position - 1) + 1;
  const line = source.slice(lineStart).split("\n")[0] ?? "";
  const found = /[:,{]\s*((?:[<>]=?|!=)\s*[\p{L}\d.-]+)/u.exec(line);
  if (found?.[1] !== undefined) {
    const to = lineStart + found.index + found[0].length;
    return conditionNeedsQuotes(place, found[1], { from: to - found[1].length, to });
  }
  return code === "TAG_RESOLVE_FAILED" ? refusedTag(place, source) : unreadableYaml(place, code, message);
}

function refusedTag(place: Place, source: string): Fault {
  return tagRefused(place, source.slice(place.from, place.to));
}

function wordAt(source: string, from: number): Place {
  return { from, to: from + (/^[^\s:,{}[\]]*/.exec(source.slice(from))?.[0].length ?? 0) };
}

function lastWordWith(character: string, source: string, before: number): Place {
  return wordAt(source, source.slice(0, source.lastIndexOf(character, before)).search(/\S*$/));
}
