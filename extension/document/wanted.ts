import { formatNumber, type Localized } from "../common/language.ts";

/** The part of JSON Schema that parameters are described with. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly default?: unknown;
  /** Given by `.meta({ examples })`; a person understands one sooner than a pattern. */
  readonly examples?: readonly unknown[];
  /** Given by `.meta({ about })`: what the parameter is, in a sentence or two. */
  readonly about?: Localized;
  /** Given by `.meta({ names })`: the value is one of the lab's names, which no schema knows. */
  readonly names?: "strategies" | "buffered-strategies";
}

export function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema {
  return path.reduce<Schema>(
    (at, key) => (typeof key === "number" ? at.items : at.properties?.[String(key)]) ?? {},
    schema,
  );
}

/** What a value of the schema is, in words: "a whole number from 1 to 1,000". */
export function wanted(schema: Schema): Localized {
  if (schema.enum) return choice(schema.enum.map(String));
  if (schema.const !== undefined) return choice([String(schema.const)]);
  if (schema.anyOf) return either(schema.anyOf.map(wanted));
  switch (schema.type) {
    case "integer":
      return withRange({ en: "a whole number", ru: "целое число" }, schema);
    case "number":
      return withRange({ en: "a number", ru: "число" }, schema);
    case "string":
      return text(schema);
    case "boolean":
      return { en: "`true` or `false`", ru: "`true` или `false`" };
    case "array":
      return { en: "a list of lines that begin with `- `", ru: "список из строк, которые начинаются с `- `" };
    default:
      return mapping(schema);
  }
}

function choice(names: readonly string[]): Localized {
  return either(names.map((name) => ({ en: `\`${name}\``, ru: `\`${name}\`` })));
}

function either(options: readonly Localized[]): Localized {
  return {
    en: options.map(({ en }) => en).join(" or "),
    ru: options.map(({ ru }) => ru).join(" или "),
  };
}

function text({ pattern, examples: [example] = [], minLength = 0 }: Schema): Localized {
  if (example !== undefined)
    return { en: `text such as \`${example}\``, ru: `текст, например \`${example}\`` };
  if (pattern !== undefined) return { en: `text of the form ${pattern}`, ru: `текст вида ${pattern}` };
  return minLength > 0 ? { en: "text that is not empty", ru: "непустой текст" } : { en: "text", ru: "текст" };
}

function mapping({ properties }: Schema): Localized {
  return properties && Object.keys(properties).length === 0
    ? { en: "empty, with nothing after the colon", ru: "пустое значение, после двоеточия ничего" }
    : { en: "`key: value` lines below it", ru: "строки `ключ: значение` под ним" };
}

function withRange(what: Localized, { minimum, maximum }: Schema): Localized {
  const from = isBound(minimum)
    ? { en: ` from ${figure(minimum, "en")}`, ru: ` от ${figure(minimum, "ru")}` }
    : { en: "", ru: "" };
  const to = isBound(maximum)
    ? { en: ` to ${figure(maximum, "en")}`, ru: ` до ${figure(maximum, "ru")}` }
    : { en: "", ru: "" };
  return { en: what.en + from.en + to.en, ru: what.ru + from.ru + to.ru };
}

/** Integers have the bounds of safe integers when the author gives none. */
function isBound(limit: number | undefined): limit is number {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
}

function figure(value: number, language: keyof Localized): string {
  return Number.isInteger(value) ? formatNumber(value, language) : String(value);
}
