import { isDeepStrictEqual } from "node:util";
import { parseDocument } from "yaml";
import { readYaml } from "./cell-yaml.ts";

/**
 * The code of a `yaml lab` cell with two spaces a level and one after each colon; comments, order and quotes stay.
 * Undefined for a text that cannot be read, or that would not mean the same afterwards.
 */
export function formatCell(source: string): string | undefined {
  const before = meaningOf(source);
  if (before === undefined || before[0] === null) return undefined;
  return printed(source).find(
    (text) => isDeepStrictEqual(meaningOf(text), before) && printed(text).includes(text),
  );
}

/** The text with ever more line breaks at its end: to some texts those belong. */
function printed(source: string): readonly string[] {
  const document = parseDocument(source, { logLevel: "silent", uniqueKeys: false });
  const text = document.toString({ indent: 2, lineWidth: 0, flowCollectionPadding: true });
  return [text.trimEnd(), text.replace(/\n+$/, ""), text.replace(/\n$/, ""), text];
}

/** In an array, so that an empty cell differs from one that cannot be read. */
function meaningOf(source: string): readonly unknown[] | undefined {
  const read = readYaml(source);
  return "yaml" in read ? [read.yaml.toJS(read.yaml.root)] : undefined;
}
