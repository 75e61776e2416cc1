import { isMap, isPair, isScalar, isSeq, type Node, parseDocument, type Scalar, visit } from "yaml";
import { rangeOf } from "./cell-yaml.ts";

/** A key or a plain value of a cell's YAML. */
export interface Part {
  readonly role: "key" | "value";
  /** Where it belongs: for a key of a mapping, the path to that mapping; for a value, the path to it. */
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** Offsets in the code. */
  readonly from: number;
  readonly to: number;
  /** True between `{` and `}`. */
  readonly inFlow: boolean;
}

/** Every key and plain value, as far as the text can be read: while it is typed it is seldom right. */
export function outline(source: string): Part[] {
  const parts: Part[] = [];
  visit(parseDocument(source, { logLevel: "silent", uniqueKeys: false }), {
    Scalar(role, node, ancestors) {
      const path = pathOf(ancestors, node);
      const holder = ancestors.findLast((ancestor) => isMap(ancestor));
      const { from, to } = rangeOf(node);
      parts.push({
        role: role === "key" ? "key" : "value",
        path: role === "key" ? path.slice(0, -1) : path,
        text: textOf(node),
        from,
        to,
        inFlow: isMap(holder) && holder.flow === true,
      });
    },
  });
  return parts;
}

function pathOf(ancestors: readonly unknown[], node: Node): (string | number)[] {
  return ancestors.flatMap((ancestor, depth): (string | number)[] => {
    const child = ancestors[depth + 1] ?? node;
    if (isPair(ancestor)) return isScalar(ancestor.key) ? [textOf(ancestor.key)] : [""];
    return isSeq(ancestor) ? [ancestor.items.indexOf(child)] : [];
  });
}

function textOf(node: Scalar): string {
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}
