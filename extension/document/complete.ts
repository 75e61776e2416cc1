import { reasonKey } from "./cell-values.ts";
import type { DescribedAction, KnownNames } from "./described-action.ts";
import { aboutReason, actionText, cellKeys, isCellKey, parameterText } from "./help-text.ts";
import { outline, type Part } from "./outline.ts";
import { propertiesOf, type Schema, schemaAt, schemaOf, wanted } from "./schema.ts";
import { needValues, resultValues, type Suggestion, schemaValues } from "./suggest-values.ts";

/** What can be put at a position, best first, and the part of the code that it replaces. */
interface Completion {
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
}

/** Marks the cursor in the text; nobody types this character. */
const cursor = "\uE000";

/** @param source the code of a `yaml lab` cell, as far as it is typed, in `\n` line breaks. */
export function complete(
  source: string,
  offset: number,
  actions: readonly DescribedAction[],
  names: KnownNames,
): Completion {
  const { from, to, isBlockKey } = wordAt(source, offset);
  const parts = outline(source.slice(0, from) + cursor + (isBlockKey ? ":" : "") + source.slice(to));
  const place = parts.find(({ text }) => text.includes(cursor));
  if (place?.text !== cursor) return { from, to, suggestions: [] };
  const suggestions =
    place.role === "key" ? keysAt(place, parts, actions) : valuesAt(place.path, parts, actions, names);
  const hasColon = /^\s*:/.test(source.slice(to));
  const fitting = hasColon ? suggestions.map(withoutColon) : suggestions;
  return { from, to, suggestions: fitting };
}

/** The word at the cursor: a name, a quoted text or a condition. */
function wordAt(source: string, offset: number) {
  const lineStart = source.lastIndexOf("\n", offset - 1) + 1;
  const before = source.slice(lineStart, offset);
  const [after = ""] = source.slice(offset).split("\n");
  const quoted = /(?<=[:,{]\s*)["'][^"']*$/.exec(before)?.[0];
  const condition = /(?<=[:,{]\s*)[<>=!]+\s*[\w.-]*$/.exec(before)?.[0];
  const typed = quoted ?? condition ?? lastName(before);
  const rest =
    quoted === undefined ? /^[\p{L}\p{Nd}_.-]*/u.exec(after)?.[0] : /^[^"',{}]*["']/.exec(after)?.[0];
  const [from, to] = [offset - typed.length, offset + (rest?.length ?? 0)];
  const isAlone = source.slice(to).split("\n", 1)[0]?.trim() === "";
  // Alone on its line it can only be a key, but without a colon YAML would read it as text.
  const isBlockKey = isAlone && /^\s*(?:- +)*$/.test(source.slice(lineStart, from));
  return { from, to, isBlockKey };
}

/** A name at the end of the text, or nothing. Read backwards: a search from the front would try each letter of it. */
function lastName(text: string): string {
  const characters = [...text];
  let from = characters.length;
  while (from > 0 && /[\p{L}\p{Nd}_.-]/u.test(characters[from - 1] ?? "")) from -= 1;
  return characters
    .slice(from)
    .join("")
    .replace(/^[.-]+/, "");
}

function withoutColon(suggestion: Suggestion): Suggestion {
  if (suggestion.kind === "value") return suggestion;
  return { ...suggestion, insert: suggestion.label, goesOn: false };
}

function keysAt(place: Part, parts: readonly Part[], actions: readonly DescribedAction[]): Suggestion[] {
  const { path, inFlow } = place;
  const siblings = keysIn(path, parts);
  const [first, ...inner] = path;
  if (first === undefined) return rootKeys(siblings, actions);
  // A list item that is still being typed may turn out to be a key.
  if (first === "needs") return inner.length > 0 ? needValues() : [];
  if (isCellKey(first) && inner.length > 0) return [];
  if (isCellKey(first)) {
    const keys = resultKeys(siblings, actionOf(parts, actions));
    return first === "predict" && keys.length > 0 ? [...keys, ...reason(siblings)] : keys;
  }
  const action = actions.find(({ name }) => name === first);
  if (!action) return [];
  const schema = schemaAt(schemaOf(action.parameters), inner);
  const { required = [] } = schema;
  return Object.entries(propertiesOf(schema))
    .filter(([key]) => !siblings.includes(key))
    .sort(([a], [b]) => Number(required.includes(b)) - Number(required.includes(a)))
    .map(([key, schema]) => parameterKey(key, schema, { inFlow, isRequired: required.includes(key) }));
}

function rootKeys(siblings: readonly string[], actions: readonly DescribedAction[]): Suggestion[] {
  const hasAction = actions.some(({ name }) => siblings.includes(name));
  const own = hasAction ? [] : actions.map(actionKey);
  const further = Object.entries(cellKeys).filter(([key]) => !siblings.includes(key));
  return [
    ...own,
    ...further.map(([key, about]) => ({
      kind: "key" as const,
      label: key,
      insert: key === "needs" ? "needs:\n  - " : `${key}:\n  `,
      about,
      goesOn: true,
    })),
  ];
}

function actionKey(action: DescribedAction): Suggestion {
  const takesMore = Object.keys(schemaOf(action.parameters).properties ?? {}).length > 0;
  return {
    kind: "action",
    label: action.name,
    insert: takesMore ? `${action.name}:\n  ` : `${action.name}:`,
    about: actionText(action),
    goesOn: takesMore,
  };
}

/** Lists and mappings begin on a new line. */
const belowKey: Readonly<Record<string, string>> = { array: "\n  - ", object: "\n  " };

function parameterKey(
  key: string,
  schema: Schema,
  { inFlow, isRequired }: { inFlow: boolean; isRequired: boolean },
): Suggestion {
  const below = inFlow ? undefined : belowKey[schema.type ?? ""];
  return {
    kind: "key",
    label: key,
    insert: `${key}:${below ?? " "}`,
    detail: wanted(schema),
    about: parameterText(schema, isRequired),
    goesOn: true,
  };
}

function resultKeys(siblings: readonly string[], action: DescribedAction | undefined): Suggestion[] {
  return Object.entries(action?.values ?? {})
    .filter(([key]) => !siblings.includes(key))
    .map(([key, { about }]) => ({ kind: "key", label: key, insert: `${key}: `, about, goesOn: true }));
}

function reason(siblings: readonly string[]): Suggestion[] {
  if (siblings.includes(reasonKey)) return [];
  return [{ kind: "key", label: reasonKey, insert: `${reasonKey}: `, about: aboutReason, goesOn: false }];
}

function valuesAt(
  [first, ...inner]: Part["path"],
  parts: readonly Part[],
  actions: readonly DescribedAction[],
  names: KnownNames,
): Suggestion[] {
  if (first === "needs") return needValues();
  if (first === "predict" || first === "expect")
    return resultValues(first, String(inner[0]), actionOf(parts, actions));
  const action = actions.find(({ name }) => name === first);
  return action ? schemaValues(schemaAt(schemaOf(action.parameters), inner), names) : [];
}

/** The action that the cell names. */
export function actionOf(
  parts: readonly Part[],
  actions: readonly DescribedAction[],
): DescribedAction | undefined {
  const keys = keysIn([], parts);
  return actions.find(({ name }) => keys.includes(name));
}

function keysIn(path: Part["path"], parts: readonly Part[]): string[] {
  const inside = parts.filter(({ role, path: other }) => role === "key" && samePath(path, other));
  return inside.map(({ text }) => text);
}

function samePath(a: Part["path"], b: Part["path"]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
