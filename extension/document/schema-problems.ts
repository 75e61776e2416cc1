import { isScalar } from "yaml";
import type * as z from "zod";
import type { Localized } from "../common/language.ts";
import { nearest } from "../common/nearest.ts";
import type { Place, Problem } from "./cell-error.ts";
import { type Entry, locate, rangeOf, type Spot } from "./cell-yaml.ts";
import { brokenRule, missingParameter, short, unknownParameter, wrongValue } from "./problems.ts";
import { propertiesOf, type Schema, schemaAt, schemaOf, wanted } from "./schema.ts";

type Issue = z.core.$ZodIssue;

/**
 * Words zod's issues, each at its place in the cell.
 * A rule about several parameters gives its sentence as `params: { message: { en, ru } }`.
 */
export function schemaProblems(
  entry: Entry,
  parameters: z.ZodType,
  issues: readonly Issue[],
  written: Written,
): Problem[] {
  const schema = schemaOf(parameters);
  const found = issues.flatMap(innermost);
  const values = found.filter(({ code }) => code !== "custom");
  // As long as a single parameter is wrong, the rules about several say nothing reliable.
  const telling = values.length > 0 ? values : found;
  const problems = telling.flatMap((issue) => problemsOf(issue, { entry, schema, ...written }));
  const once = new Map(
    problems.map((problem) => [`${problem.code} ${problem.from} ${problem.key}`, problem]),
  );
  return [...once.values()].sort((a, b) => a.from - b.from);
}

/** Where a value may be a text or a mapping and is a mapping, what is wrong with it is inside. */
function innermost(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const inside = issue.errors.find((each) =>
    each.some(({ code, path }) => path.length > 0 || code === "unrecognized_keys"),
  );
  if (!inside) return [issue];
  return inside.flatMap((each) => innermost({ ...each, path: [...issue.path, ...each.path] }));
}

interface Written {
  readonly source: string;
  /** The only parameter that the cell gives, where its value stands behind the action's own name. */
  readonly short: string | undefined;
}

interface Context extends Written {
  readonly entry: Entry;
  readonly schema: Schema;
}

function problemsOf(issue: Issue, { entry, schema, source, short: only }: Context): Problem[] {
  const isBehindAction = only !== undefined && issue.path[0] === only;
  const spot = locate(entry, isBehindAction ? issue.path.slice(1) : issue.path);
  const at = schemaAt(schema, issue.path);
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(propertiesOf(at));
    return issue.keys.map((key) =>
      unknownParameter(
        locate(entry, [...issue.path, key]).keyPlace,
        spot.key,
        key,
        nearest(key, known),
        known,
      ),
    );
  }
  if (issue.code === "custom") {
    const byDefault = at.default === undefined ? undefined : String(at.default);
    const absent = spot.isMissing ? { byDefault } : undefined;
    return [brokenRule(placeOf(spot), spot.key, sentenceOf(issue), absent)];
  }
  if (spot.isMissing) return [missingParameter(spot.keyPlace, spot.owner, spot.key, wanted(at))];
  const got = textOf(spot, source);
  const words = [at, ...(at.anyOf ?? [])].flatMap((option) => option.enum ?? []);
  const guess = words.length > 0 ? nearest(got, words.map(String)) : undefined;
  return [wrongValue(codeOf(issue), placeOf(spot), spot.key, got, wanted(at), guess)];
}

/** The value if it is a scalar, otherwise the key. */
function placeOf({ value, keyPlace }: Spot): Place {
  return isScalar(value) ? rangeOf(value) : keyPlace;
}

/** The value as it is written, cut to what fits into a sentence. */
function textOf({ value }: Spot, source: string): string {
  if (value === undefined) return "";
  const { from, to } = rangeOf(value);
  return short(source.slice(from, to).trim());
}

function codeOf({ code }: Issue): "wrong-type" | "out-of-range" | "wrong-value" {
  if (code === "invalid_type") return "wrong-type";
  return code === "too_big" || code === "too_small" ? "out-of-range" : "wrong-value";
}

function sentenceOf({ params, message }: z.core.$ZodIssueCustom): Localized {
  const said: unknown = params?.message;
  const isLocalized = typeof said === "object" && said !== null && "en" in said && "ru" in said;
  return isLocalized ? { en: String(said.en), ru: String(said.ru) } : { en: message, ru: message };
}
