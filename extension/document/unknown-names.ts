import { nearest } from "../common/nearest.ts";
import { type PlacedProblem, placeProblems } from "./cell-error.ts";
import type { DescribedAction, KnownNames } from "./described-action.ts";
import { outline } from "./outline.ts";
import { unknownName } from "./problems.ts";
import { schemaAt, schemaOf } from "./schema.ts";
import { namesFor } from "./suggest-values.ts";

/** Names in the cell that the lab does not know; none while it knows no names at all. */
export function unknownNames(
  source: string,
  actions: readonly DescribedAction[],
  names: KnownNames,
): PlacedProblem[] {
  const known = names.strategies.map(({ name }) => name);
  if (known.length === 0) return [];
  const problems = outline(source).flatMap(({ role, path: [first, ...inner], text, from, to }) => {
    const action = role === "value" && actions.find(({ name }) => name === first);
    const schema = action ? schemaAt(schemaOf(action.parameters), inner) : {};
    if (!schema.names || text === "" || known.includes(text) || names.later?.includes(text)) return [];
    const fitting = namesFor(schema, names).map(({ name }) => name);
    return [unknownName({ from, to }, text, nearest(text, known), fitting)];
  });
  return placeProblems(source, problems);
}
