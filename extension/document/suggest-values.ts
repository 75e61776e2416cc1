import { type Localized, localizer } from "../common/language.ts";
import type { DescribedAction, KnownNames, KnownStrategy } from "./described-action.ts";
import { needNames } from "./needs.ts";
import type { Schema } from "./schema.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const localized = localizer({ en, ru });

export interface Suggestion {
  readonly kind: "action" | "key" | "value";
  readonly label: string;
  /** New lines in it are indented relative to the line that it is put into; the cursor goes to its end. */
  readonly insert: string;
  /** A few words. */
  readonly detail?: Localized | undefined;
  /** Markdown. */
  readonly about?: Localized | undefined;
  /** True when it has to be continued with something that can be suggested as well. */
  readonly goesOn: boolean;
}

/** What fits a parameter: the names of strategies, its literals, or examples. */
export function schemaValues(schema: Schema, names: KnownNames): Suggestion[] {
  if (schema.names) return namesFor(schema, names).map(({ name, about }) => value(name, about));
  if (schema.anyOf) return schema.anyOf.flatMap((option) => schemaValues(option, names));
  if (schema.type === "boolean") return [value("true"), value("false")];
  const literals = schema.enum ?? (schema.const === undefined ? (schema.examples ?? []) : [schema.const]);
  const byDefault = schema.default === undefined ? [] : [schema.default];
  const all = [...new Set([...byDefault, ...literals].map(String))];
  return all.map((text) => value(text, schema.about));
}

/** The names that fit a parameter. */
export function namesFor({ names }: Schema, { strategies }: KnownNames): readonly KnownStrategy[] {
  return names === "buffered-strategies" ? strategies.filter(({ processes }) => processes) : strategies;
}

const conditions: readonly (readonly [text: string, about: Exclude<keyof typeof en.conditions, "sameAs">])[] =
  [
    ["0", "equal"],
    ['"> 0"', "more"],
    ['">= 1"', "atLeast"],
    ['"< 100"', "less"],
    ['"<= 100"', "atMost"],
    ['"!= 0"', "other"],
  ];

/** What can be guessed or expected of a value of the result. */
export function resultValues(
  cellKey: "predict" | "expect",
  key: string,
  action: DescribedAction | undefined,
): Suggestion[] {
  const about = action?.values[key];
  if (about?.words) return about.words.map((word) => value(word));
  if (cellKey === "predict") return [];
  const other = ["ok", "attempted"].find((name) => name !== key && action?.values[name]);
  const compared = conditions.map(([text, about]) =>
    value(
      text,
      localized((words) => words.conditions[about]),
    ),
  );
  if (other === undefined) return compared;
  return [
    ...compared,
    value(
      `"= ${other}"`,
      localized((words) => words.conditions.sameAs(other)),
    ),
  ];
}

export function needValues(): Suggestion[] {
  return needNames.map((name) =>
    value(
      name,
      localized(({ needs }) => needs[name]),
    ),
  );
}

function value(text: string, about?: Localized): Suggestion {
  return { kind: "value", label: text, insert: text, about, goesOn: false };
}
