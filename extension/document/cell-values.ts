import { isMap } from "yaml";
import { isScalar as isValue, parseCondition, type Scalar } from "../common/condition.ts";
import { LabError } from "../common/lab-error.ts";
import { nearest } from "../common/nearest.ts";
import type { Problem } from "./cell-error.ts";
import { type Entry, entriesOf, rangeOf, readYaml, type Yaml } from "./cell-yaml.ts";
import { badCondition, expectTwice, notValues, unknownCommentKey } from "./problems.ts";

/** The values of a result that `predict` and `expect` name. */
export type NamedValues = Readonly<Record<string, Scalar>>;

/** The key of `predict` that names no value: the student's reason for the guess. */
export const reasonKey = "why";

export function expectProblems(expect: Entry | undefined, yaml: Yaml): Problem[] {
  return [...valueProblems(expect, yaml), ...conditionProblems(expect, yaml)];
}

/**
 * The comment behind the cell, which has the key `expect` only.
 * @param isInCell there is an `expect` in the cell, too
 */
export function studyComment(
  text: string | undefined,
  isInCell: boolean,
): { readonly problems: readonly Problem[]; readonly expect: NamedValues } {
  if (text === undefined) return { problems: [], expect: {} };
  const read = readYaml(text);
  if ("problems" in read) return { problems: read.problems.map(inComment), expect: {} };
  const entries = entriesOf(read.yaml.root);
  const expect = entries.find(({ key }) => key === "expect");
  const strays = entries.filter((entry) => entry !== expect);
  const problems = [
    ...strays.map(({ key, keyNode }) => unknownCommentKey(rangeOf(keyNode), key, nearest(key, ["expect"]))),
    ...(expect && isInCell ? [expectTwice(rangeOf(expect.keyNode))] : []),
    ...expectProblems(expect, read.yaml),
  ].sort((a, b) => a.from - b.from);
  return { problems: problems.map(inComment), expect: valuesOf(expect, read.yaml) };
}

/** A fix would be one for the cell's own text. */
function inComment({ fix: _, ...problem }: Problem): Problem {
  return { ...problem, inComment: true };
}

export function valueProblems(entry: Entry | undefined, yaml: Yaml): Problem[] {
  if (!entry?.valueNode) return [];
  if (!isMap(entry.valueNode)) return [notValues(rangeOf(entry.keyNode), entry.key)];
  const mayBeOpen = entry.key === "predict";
  return entriesOf(entry.valueNode)
    .map(({ keyNode, valueNode }) => ({ keyNode, value: yaml.toJS(valueNode) }))
    .filter(({ value }) => !isValue(value) && !(mayBeOpen && value === null))
    .map(({ keyNode }) => notValues(rangeOf(keyNode), entry.key));
}

function conditionProblems(expect: Entry | undefined, yaml: Yaml): Problem[] {
  return entriesOf(expect?.valueNode).flatMap(({ key, keyNode, valueNode }) => {
    const want = yaml.toJS(valueNode);
    if (!isValue(want)) return [];
    try {
      parseCondition(want);
      return [];
    } catch (error) {
      if (error instanceof LabError) return [badCondition(rangeOf(valueNode ?? keyNode), key, error)];
      throw error;
    }
  });
}

/** Without the keys that have no value. */
export function valuesOf(entry: Entry | undefined, yaml: Yaml): NamedValues {
  const pairs = entriesOf(entry?.valueNode).map(({ key, valueNode }) => [key, yaml.toJS(valueNode)] as const);
  return Object.fromEntries(pairs.filter((pair): pair is readonly [string, Scalar] => isValue(pair[1])));
}
