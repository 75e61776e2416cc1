import { isDeepStrictEqual } from "node:util";
import { parseDocument } from "yaml";
import { readYaml } from "./cell-yaml.ts";

/**
 * The code of a `yaml lab` cell with two spaces a level and one after each colon; comments, order and quotes stay.
 * Undefined for what cannot be read, and where it would not mean the same afterwards.
 */
export function formatCell(source: string): string | undefined {
  const before = meaningOf(source);
  if (before === undefined || before[0] === null) return undefined;
  return printed(source).find(
    (text) => isDeepStrictEqual(meaningOf(text), before) && printed(text).includes(text),
  );
}

/** With as few line breaks at the end as mean the same: some texts end with theirs. */
function printed(source: string): readonly string[] {
  const document = parseDocument(source, { logLevel: "silent" });
  const text = document.toString({ indent: 2, lineWidth: 0, flowCollectionPadding: true });
  return [text.trimEnd(), text.replace(/\n+$/, ""), text.replace(/\n$/, ""), text];
}

/** In a list, so that a cell that says nothing differs from one that cannot be read. */
function meaningOf(source: string): readonly unknown[] | undefined {
  const read = readYaml(source);
  return "yaml" in read ? [read.yaml.toJS(read.yaml.root)] : undefined;
}
