import { isScalar } from "yaml";
import { z } from "zod";
import type { Localized } from "../common/language.ts";
import { nearest } from "../common/nearest.ts";
import type { Fault } from "./cell-error.ts";
import { brokenRule, missingParameter, type Place, unknownParameter, wrongValue } from "./cell-faults.ts";
import { type Entry, locate, rangeOf, type Spot } from "./cell-yaml.ts";
import { type Schema, schemaAt, wanted } from "./wanted.ts";

type Issue = z.core.$ZodIssue;

/** Names of the parameters, in the order of the schema; none when it takes no mapping. */
export function parameterNames(parameters: z.ZodType): string[] {
  return Object.keys(describe(parameters).properties ?? {});
}

/**
 * Says zod's issues in our own words, each at its place in the cell.
 * A rule across several parameters gives its sentence as `params: { message: { en, ru } }`.
 */
export function schemaFaults(
  entry: Entry,
  parameters: z.ZodType,
  issues: readonly Issue[],
  source: string,
): Fault[] {
  const schema = describe(parameters);
  const values = issues.filter(({ code }) => code !== "custom");
  // Rules across parameters say nothing as long as one of these is wrong by itself.
  const telling = values.length > 0 ? values : issues;
  const faults = telling.flatMap((issue) => faultsOf(issue, { entry, schema, source }));
  const once = new Map(faults.map((fault) => [`${fault.code} ${fault.from} ${fault.key}`, fault]));
  return [...once.values()].sort((a, b) => a.from - b.from);
}

/** The parameters as JSON Schema, as a cell writes them. */
export function describe(parameters: z.ZodType): Schema {
  // Its own type allows `true` and `false` for a schema, which no object of parameters gives.
  return z.toJSONSchema(parameters, { io: "input", unrepresentable: "any" }) as Schema;
}

interface Context {
  readonly entry: Entry;
  readonly schema: Schema;
  readonly source: string;
}

function faultsOf(issue: Issue, { entry, schema, source }: Context): Fault[] {
  const spot = locate(entry, issue.path);
  const at = schemaAt(schema, issue.path);
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(at.properties ?? {});
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

/** The value when it is a plain one, else the key. */
function placeOf({ value, keyPlace }: Spot): Place {
  return isScalar(value) ? rangeOf(value) : keyPlace;
}

/** The value as it is written, its first line at most. */
function textOf({ value }: Spot, source: string): string {
  if (value === undefined) return "";
  const { from, to } = rangeOf(value);
  const [line = "", ...more] = source.slice(from, to).trim().split("\n");
  return more.length > 0 || line.length > 40 ? `${line.slice(0, 40)}…` : line;
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
