import type { ErrorCode } from "yaml";
import type { ErrorText } from "../common/lab-error.ts";
import { formatNumber, type Language, type Localized, localizer } from "../common/language.ts";
import type { Fix, Place, Problem } from "./cell-error.ts";
import { en } from "./problems.en.ts";
import { ru } from "./problems.ru.ts";

const localized = localizer({ en, ru });

function words(text: (words: typeof en, language: Language) => ErrorText): Pick<Problem, "what" | "remedy"> {
  return {
    what: localized((catalogue, language) => text(catalogue, language).what),
    remedy: localized((catalogue, language) => text(catalogue, language).remedy),
  };
}

const rename = (place: Place, nearest: string | undefined): Fix | undefined =>
  nearest === undefined ? undefined : { ...place, text: nearest };

/** Typed text, cut so that it fits into a sentence. */
export function short(typed: string): string {
  const [line = ""] = typed.slice(0, 41).split("\n");
  return line.length < typed.length ? `${line.slice(0, 40)}…` : line;
}

export const noAction = (place: Place, actions: readonly string[]): Problem => ({
  code: "no-action",
  ...place,
  ...words(({ noAction }) => noAction(actions)),
});

export const colonMissing = (place: Place, action: string): Problem => ({
  code: "colon-missing",
  ...place,
  key: action,
  ...words(({ colonMissing }) => colonMissing(action)),
  fix: { ...place, text: `${action}:` },
});

export const unknownAction = (
  place: Place,
  key: string,
  nearest: string | undefined,
  actions: readonly string[],
): Problem => ({
  code: "unknown-action",
  ...place,
  key,
  ...words(({ unknownAction }) => unknownAction(short(key), nearest, actions)),
  fix: rename(place, nearest),
});

export const twoActions = (place: Place, first: string, second: string): Problem => ({
  code: "two-actions",
  ...place,
  key: second,
  ...words(({ twoActions }) => twoActions(first, second)),
});

export const unknownCellKey = (
  place: Place,
  key: string,
  nearest: string | undefined,
  known: readonly string[],
): Problem => ({
  code: "unknown-key",
  ...place,
  key,
  ...words(({ unknownCellKey }) => unknownCellKey(short(key), nearest, known)),
  fix: rename(place, nearest),
});

export const unknownCommentKey = (place: Place, key: string, nearest: string | undefined): Problem => ({
  code: "unknown-key",
  ...place,
  key,
  ...words(({ unknownCommentKey }) => unknownCommentKey(short(key), nearest)),
});

export const expectTwice = (place: Place): Problem => ({
  code: "expect-twice",
  ...place,
  key: "expect",
  ...words(({ expectTwice }) => expectTwice),
});

/** @param indent the white space that is missing, where adding it is all that is needed. */
export const notIndented = (
  place: Place,
  key: string,
  action: string,
  indent: string | undefined,
): Problem => ({
  code: "unknown-key",
  ...place,
  key,
  ...words(({ notIndented }) => notIndented(key, action)),
  fix: indent === undefined ? undefined : { ...place, text: indent + key },
});

export const unknownParameter = (
  place: Place,
  owner: string,
  key: string,
  nearest: string | undefined,
  known: readonly string[],
): Problem => ({
  code: "unknown-key",
  ...place,
  key,
  ...words(({ unknownParameter }) => unknownParameter(owner, short(key), nearest, known)),
  fix: rename(place, nearest),
});

export const missingParameter = (place: Place, owner: string, key: string, wanted: Localized): Problem => ({
  code: "missing-key",
  ...place,
  key,
  ...words(({ missingParameter }, language) => missingParameter(owner, key, wanted[language])),
});

/** @param got the value as it is written. */
export const wrongValue = (
  code: "wrong-type" | "out-of-range" | "wrong-value",
  place: Place,
  key: string,
  got: string,
  wanted: Localized,
  nearest?: string,
): Problem => ({
  code,
  ...place,
  key,
  ...words(({ wrongValue }, language) => wrongValue(key, short(got), nearest, wanted[language])),
  fix: rename(place, nearest),
});

/** The strategies are not part of a schema: by the time the cell runs, the app may have another one. */
export const unknownName = (
  place: Place,
  name: string,
  nearest: string | undefined,
  known: readonly string[],
): Problem => ({
  code: "unknown-name",
  ...place,
  key: name,
  ...words(({ unknownName }) => unknownName(short(name), nearest, known)),
  fix: rename(place, nearest),
});

/** A rule of the action itself about several of its parameters. */
export const brokenRule = (
  place: Place,
  key: string,
  message: Localized,
  /** The default of the key, where it is not written. */
  absent: { readonly byDefault: string | undefined } | undefined,
): Problem => ({
  code: "wrong-value",
  ...place,
  key,
  what: message,
  remedy: localized(({ add, change }) => (absent ? add(key, absent.byDefault) : change(key))),
});

export const notValues = (place: Place, key: string): Problem => ({
  code: "wrong-type",
  ...place,
  key,
  ...words(({ notValues }) => notValues(key)),
});

export const unknownNeed = (
  place: Place,
  got: string,
  nearest: string | undefined,
  known: readonly string[],
): Problem => ({
  code: "wrong-value",
  ...place,
  key: "needs",
  ...words(({ unknownNeed }) => unknownNeed(short(got), nearest, known)),
  fix: rename(place, nearest),
});

export const needsNotList = (place: Place): Problem => ({
  code: "wrong-type",
  ...place,
  key: "needs",
  ...words(({ needsNotList }) => needsNotList),
});

export const badCondition = (
  place: Place,
  key: string,
  { what, remedy }: { what: Localized; remedy: Localized },
): Problem => ({ code: "malformed-condition", ...place, key, what, remedy });

/** @param message the parser's own, in English. */
export const unreadableYaml = (place: Place, code: ErrorCode, message: string): Problem => ({
  code: "unreadable-yaml",
  ...place,
  ...words(({ unreadableYaml }) => unreadableYaml(message, code)),
});

export const nestedTooDeep = (place: Place): Problem => ({
  code: "unreadable-yaml",
  ...place,
  ...words(({ nestedTooDeep }) => nestedTooDeep),
});

export const tooLong = (place: Place, limit: number): Problem => ({
  code: "unreadable-yaml",
  ...place,
  ...words(({ tooLong }, language) => tooLong(formatNumber(limit, language))),
});

/** @param written where the condition stands, without quotes. */
export const conditionNeedsQuotes = (place: Place, condition: string, written: Place): Problem => ({
  code: "unreadable-yaml",
  ...place,
  ...words(({ conditionNeedsQuotes }) => conditionNeedsQuotes(short(condition))),
  fix: { ...written, text: `"${condition}"` },
});

export const aliasRefused = (place: Place): Problem => ({
  code: "alias-refused",
  ...place,
  ...words(({ aliasRefused }) => aliasRefused),
});

export const tagRefused = (place: Place, tag: string): Problem => ({
  code: "tag-refused",
  ...place,
  ...words(({ tagRefused }) => tagRefused(short(tag))),
});

export const keyNotText = (place: Place): Problem => ({
  code: "unreadable-yaml",
  ...place,
  ...words(({ keyNotText }) => keyNotText),
});
