import { type Localized, localizer } from "../common/language.ts";
import type { DescribedAction } from "./described-action.ts";
import { type Schema, schemaOf, wanted } from "./schema.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const localized = localizer({ en, ru });

/** The keys that every cell can have besides its action, with a text about each. */
export const cellKeys = {
  predict: localized((words) => words.cellKeys.predict),
  expect: localized((words) => words.cellKeys.expect),
  needs: localized((words) => words.cellKeys.needs),
};

/** What stands in `predict` beside the guesses. */
export const aboutReason = localized((words) => words.cellKeys.why);

export function isCellKey(key: string | number | undefined): key is keyof typeof cellKeys {
  return key === "predict" || key === "expect" || key === "needs";
}

/** In Markdown: what the action does, and each of its parameters. */
export function actionText({ about, parameters }: DescribedAction): Localized {
  const lines = Object.entries(schemaOf(parameters).properties ?? {}).map(([key, schema]) => ({
    key,
    fits: wanted(schema),
  }));
  return localized((_words, language) => {
    const list = lines.map(({ key, fits }) => `\n- \`${key}\`: ${fits[language]}`).join("");
    return list === "" ? about[language] : `${about[language]}\n${list}`;
  });
}

/** In Markdown: what the parameter is, what fits, and its default. */
export function parameterText(schema: Schema, isRequired: boolean): Localized {
  const { about, default: byDefault } = schema;
  const fits = wanted(schema);
  return localized((words, language) => {
    const absent = isRequired ? words.required : words.optional;
    const details = fits[language] + (byDefault === undefined ? absent : words.byDefault(String(byDefault)));
    const [first = ""] = details;
    return `${about ? `${about[language]}\n\n` : ""}*${first.toUpperCase()}${details.slice(first.length)}.*`;
  });
}
