import { isMap, isScalar, isSeq, type Scalar } from "yaml";
import { parseYaml, rangeOf } from "./cell-yaml.ts";

/** A key or a plain value of a cell's YAML. */
export interface Part {
  readonly role: "key" | "value";
  /** For a key, the path to its mapping; for a value, the path to it. */
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** Offsets in the code. */
  readonly from: number;
  readonly to: number;
  /** True between `{` and `}`. */
  readonly inFlow: boolean;
}

/** Every key and plain value, as far as the text can be read: while it is being typed it is seldom valid. */
export function outline(source: string): Part[] {
  const parsed = parseYaml(source);
  const parts: Part[] = [];
  if ("document" in parsed) addParts(parsed.document.contents, [], false, parts);
  return parts;
}

function addParts(node: unknown, path: Part["path"], inFlow: boolean, parts: Part[]): void {
  if (isScalar(node)) {
    parts.push({ role: "value", path, text: textOf(node), ...rangeOf(node), inFlow });
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) addParts(item, [...path, index], inFlow, parts);
  } else if (isMap(node)) {
    const isFlow = node.flow === true;
    for (const { key, value } of node.items) {
      const text = isScalar(key) ? textOf(key) : "";
      if (isScalar(key)) parts.push({ role: "key", path, text, ...rangeOf(key), inFlow: isFlow });
      else addParts(key, [...path, text], isFlow, parts);
      addParts(value, [...path, text], isFlow, parts);
    }
  }
}

function textOf(node: Scalar): string {
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}
