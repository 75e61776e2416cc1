import { nearest } from "../common/nearest.ts";
import { type Problem, problemOf } from "./cell-error.ts";
import { unknownName } from "./cell-faults.ts";
import { namesFor } from "./complete.ts";
import type { DescribedAction, KnownNames } from "./described-action.ts";
import { outline } from "./outline.ts";
import { describe } from "./schema-faults.ts";
import { schemaAt } from "./wanted.ts";

/** Names in the cell that the lab does not know; none as long as it knows none at all. */
export function unknownNames(
  source: string,
  actions: readonly DescribedAction[],
  names: KnownNames,
): Problem[] {
  const known = names.strategies.map(({ name }) => name);
  if (known.length === 0) return [];
  return outline(source).flatMap(({ role, path: [first, ...inner], text, from, to }) => {
    const action = role === "value" && actions.find(({ name }) => name === first);
    const schema = action ? schemaAt(describe(action.parameters), inner) : {};
    if (!schema.names || text === "" || known.includes(text)) return [];
    const fitting = namesFor(schema, names).map(({ name }) => name);
    return [problemOf(source, unknownName({ from, to }, text, nearest(text, known), fitting))];
  });
}
