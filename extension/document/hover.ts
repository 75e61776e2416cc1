import type { Localized } from "../common/language.ts";
import { reasonKey } from "./cell-values.ts";
import { actionOf } from "./complete.ts";
import type { DescribedAction, KnownNames } from "./described-action.ts";
import { aboutReason, actionText, cellKeys, isCellKey, parameterText } from "./help-text.ts";
import { outline, type Part } from "./outline.ts";
import { schemaAt, schemaOf } from "./schema.ts";

/** An explanation of a part of the code, in Markdown. */
export interface Hint {
  readonly from: number;
  readonly to: number;
  readonly text: Localized;
}

/** @param source the code of a `yaml lab` cell, in `\n` line breaks. */
export function hover(
  source: string,
  offset: number,
  actions: readonly DescribedAction[],
  names: KnownNames,
): Hint | undefined {
  const parts = outline(source);
  const part = parts.find(({ from, to }) => from < to && from <= offset && offset <= to);
  const text =
    part && (part.role === "key" ? aboutKey(part, parts, actions) : aboutValue(part, actions, names));
  return text && { from: part.from, to: part.to, text };
}

function aboutKey(
  { path, text }: Part,
  parts: readonly Part[],
  actions: readonly DescribedAction[],
): Localized | undefined {
  const [first, ...inner] = path;
  if (first === undefined) {
    const action = actions.find(({ name }) => name === text);
    return action ? actionText(action) : isCellKey(text) ? cellKeys[text] : undefined;
  }
  if (first === "predict" && inner.length === 0 && text === reasonKey) return aboutReason;
  if (isCellKey(first)) return inner.length > 0 ? undefined : actionOf(parts, actions)?.values[text]?.about;
  const action = actions.find(({ name }) => name === first);
  if (!action) return undefined;
  const { properties, required = [] } = schemaAt(schemaOf(action.parameters), inner);
  const schema = properties?.[text];
  return schema && parameterText(schema, required.includes(text));
}

function aboutValue(
  { path: [first, ...inner], text }: Part,
  actions: readonly DescribedAction[],
  { strategies }: KnownNames,
): Localized | undefined {
  const action = actions.find(({ name }) => name === first);
  const schema = action && schemaAt(schemaOf(action.parameters), inner);
  if (schema?.names) return strategies.find(({ name }) => name === text)?.about;
  // A word in place of parameters has an explanation of its own; a value below a key has that of the key.
  return inner.length === 0 ? schema?.anyOf?.find((option) => option.enum?.includes(text))?.about : undefined;
}
