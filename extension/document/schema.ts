import * as z from "zod";
import { formatNumber, type Language, type Localized, localizer } from "../common/language.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const localized = localizer({ en, ru });

/** The part of JSON Schema that describes parameters. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly default?: unknown;
  /** Given by `.meta({ examples })`: an example is easier to understand than a pattern. */
  readonly examples?: readonly unknown[];
  /** Given by `.meta({ about })`: what the parameter is, in a sentence or two. */
  readonly about?: Localized;
  /** Given by `.meta({ names })`: the value is one of the lab's own names, which no schema knows. */
  readonly names?: "strategies" | "buffered-strategies";
}

const schemas = new WeakMap<z.ZodType, Schema>();

/** The parameters of an action as JSON Schema, as a cell writes them. */
export function schemaOf(parameters: z.ZodType): Schema {
  const known = schemas.get(parameters);
  if (known) return known;
  // Its own type allows `true` and `false` for a schema, which no object of parameters gives.
  const schema = z.toJSONSchema(parameters, { io: "input", unrepresentable: "any" }) as Schema;
  schemas.set(parameters, schema);
  return schema;
}

export function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema {
  return path.reduce<Schema>((at, key) => {
    // A value that may be a number or a list has the entries of the list.
    const options = [at, ...(at.anyOf ?? [])];
    const inside = options.map((option) =>
      typeof key === "number" ? option.items : option.properties?.[String(key)],
    );
    return inside.find((found) => found !== undefined) ?? {};
  }, schema);
}

/** The keys of the mapping that the schema describes, also where another value would do. */
export function propertiesOf({ properties, anyOf = [] }: Schema): NonNullable<Schema["properties"]> {
  return properties ?? Object.assign({}, ...anyOf.map(propertiesOf));
}

/** The values that fit the schema, in words: "a whole number from 1 to 1,000". */
export function wanted(schema: Schema): Localized {
  return localized((words, language) => wantedIn(words, language, schema));
}

function wantedIn(words: typeof en, language: Language, schema: Schema): string {
  const quoted = (values: readonly unknown[]) => values.map((value) => `\`${value}\``).join(words.or);
  if (schema.enum) return quoted(schema.enum);
  if (schema.const !== undefined) return quoted([schema.const]);
  if (schema.anyOf) return schema.anyOf.map((option) => wantedIn(words, language, option)).join(words.or);
  switch (schema.type) {
    case "integer":
      return words.integer + range(words, language, schema);
    case "number":
      return words.number + range(words, language, schema);
    case "string":
      return textIn(words, schema);
    case "boolean":
      return words.boolean;
    case "array":
      return schema.minItems !== undefined && schema.maxItems !== undefined
        ? words.listOf(schema.minItems, schema.maxItems)
        : words.list;
    default:
      return schema.properties && Object.keys(schema.properties).length === 0 ? words.nothing : words.mapping;
  }
}

function textIn(words: typeof en, { pattern, examples: [example] = [], minLength = 0 }: Schema): string {
  if (example !== undefined) return words.textLike(String(example));
  if (pattern !== undefined) return words.textOfForm(pattern);
  return minLength > 0 ? words.nonEmptyText : words.text;
}

function range(words: typeof en, language: Language, { minimum, maximum }: Schema): string {
  const from = isBound(minimum) ? words.from(figure(minimum, language)) : "";
  return from + (isBound(maximum) ? words.to(figure(maximum, language)) : "");
}

/** Without bounds of their own, integers have those of safe integers. */
function isBound(limit: number | undefined): limit is number {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
}

function figure(value: number, language: Language): string {
  return Number.isInteger(value) ? formatNumber(value, language) : String(value);
}
