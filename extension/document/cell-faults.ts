import type { Localized } from "../common/language.ts";
import type { Fault, Fix } from "./cell-error.ts";

/** Offsets in the code of the cell. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

const english = new Intl.ListFormat("en", { type: "disjunction" });
const quoted = (names: readonly string[]) => names.map((name) => `\`${name}\``);
const oneOf = (names: readonly string[]): Localized => ({
  en: english.format(quoted(names)),
  ru: quoted(names).join(", "),
});

const removeOrRename = (nearest: string | undefined, known: readonly string[]): Localized => {
  if (nearest !== undefined) {
    return { en: `Did you mean \`${nearest}\`?`, ru: `Возможно, имелось в виду \`${nearest}\`?` };
  }
  if (known.length === 0) return { en: "Remove it.", ru: "Уберите его." };
  const names = oneOf(known);
  return { en: `What fits here: ${names.en}.`, ru: `Здесь подходит: ${names.ru}.` };
};

const rename = (place: Place, nearest: string | undefined): Fix | undefined =>
  nearest === undefined ? undefined : { ...place, text: nearest };

export const noAction = (place: Place, actions: readonly string[]): Fault => ({
  code: "no-action",
  ...place,
  what: { en: "this cell does not say what to do.", ru: "в этой ячейке не сказано, что делать." },
  remedy: {
    en: `Write an action and a colon, for example \`${actions[0]}:\`. There are: ${actions.join(", ")}.`,
    ru: `Напишите действие и двоеточие, например \`${actions[0]}:\`. Есть такие: ${actions.join(", ")}.`,
  },
});

export const colonMissing = (place: Place, action: string): Fault => ({
  code: "colon-missing",
  ...place,
  key: action,
  what: { en: `after \`${action}\` a colon is missing.`, ru: `после \`${action}\` нет двоеточия.` },
  remedy: { en: `Write \`${action}:\`.`, ru: `Напишите \`${action}:\`.` },
  fix: { ...place, text: `${action}:` },
});

export const unknownAction = (
  place: Place,
  key: string,
  nearest: string | undefined,
  actions: readonly string[],
): Fault => ({
  code: "unknown-action",
  ...place,
  key,
  what: { en: `there is no action \`${key}\`.`, ru: `действия \`${key}\` нет.` },
  remedy: removeOrRename(nearest, actions),
  fix: rename(place, nearest),
});

export const twoActions = (place: Place, first: string, second: string): Fault => ({
  code: "two-actions",
  ...place,
  key: second,
  what: {
    en: `this cell has two actions, \`${first}\` and \`${second}\`.`,
    ru: `в этой ячейке два действия: \`${first}\` и \`${second}\`.`,
  },
  remedy: {
    en: `A cell does one thing: move \`${second}\` into a cell of its own.`,
    ru: `Ячейка делает что-то одно: перенесите \`${second}\` в отдельную ячейку.`,
  },
});

export const unknownCellKey = (place: Place, key: string, nearest: string | undefined): Fault => ({
  code: "unknown-key",
  ...place,
  key,
  what: { en: `a cell has no key \`${key}\`.`, ru: `ключа \`${key}\` у ячейки нет.` },
  remedy: removeOrRename(nearest, ["predict", "expect", "needs"]),
  fix: rename(place, nearest),
});

/** @param indent the white space that is missing, where that alone mends it. */
export const notIndented = (
  place: Place,
  key: string,
  action: string,
  indent: string | undefined,
): Fault => ({
  code: "unknown-key",
  ...place,
  key,
  what: {
    en: `\`${key}\` belongs to \`${action}\`, but stands beside it.`,
    ru: `\`${key}\` относится к \`${action}\`, но стоит рядом, а не внутри.`,
  },
  remedy: { en: "Put two spaces before it.", ru: "Поставьте перед ним два пробела." },
  fix: indent === undefined ? undefined : { ...place, text: indent + key },
});

export const unknownParameter = (
  place: Place,
  owner: string,
  key: string,
  nearest: string | undefined,
  known: readonly string[],
): Fault => ({
  code: "unknown-key",
  ...place,
  key,
  what: { en: `\`${owner}\` has no \`${key}\`.`, ru: `у \`${owner}\` нет \`${key}\`.` },
  remedy: removeOrRename(nearest, known),
  fix: rename(place, nearest),
});

export const missingParameter = (place: Place, owner: string, key: string, wanted: Localized): Fault => ({
  code: "missing-key",
  ...place,
  key,
  what: { en: `\`${owner}\` lacks \`${key}\`.`, ru: `у \`${owner}\` не указано \`${key}\`.` },
  remedy: {
    en: `Add a line \`${key}:\` with ${wanted.en}.`,
    ru: `Добавьте строку \`${key}:\`; подойдёт: ${wanted.ru}.`,
  },
});

/** `got` is the value as it is written. */
export const wrongValue = (
  code: "wrong-type" | "out-of-range" | "wrong-value",
  place: Place,
  key: string,
  got: string,
  wanted: Localized,
  nearest?: string,
): Fault => ({
  code,
  ...place,
  key,
  what:
    got === ""
      ? { en: `\`${key}\` has no value.`, ru: `у \`${key}\` нет значения.` }
      : { en: `\`${key}\` cannot be ${got}.`, ru: `значение \`${key}\` не годится: ${got}.` },
  remedy:
    nearest === undefined
      ? { en: `It must be ${wanted.en}.`, ru: `Подойдёт: ${wanted.ru}.` }
      : { en: `Did you mean \`${nearest}\`?`, ru: `Возможно, имелось в виду \`${nearest}\`?` },
  fix: rename(place, nearest),
});

/** The lab's names are not a part of the schema: the app may have another strategy when the cell runs. */
export const unknownName = (
  place: Place,
  name: string,
  nearest: string | undefined,
  known: readonly string[],
): Fault => ({
  code: "unknown-name",
  ...place,
  key: name,
  what: {
    en: `the app has no strategy \`${name}\`.`,
    ru: `у приложения нет стратегии \`${name}\`.`,
  },
  remedy: removeOrRename(nearest, known),
  fix: rename(place, nearest),
});

/** A rule of the action itself that speaks of several parameters. */
export const brokenRule = (
  place: Place,
  key: string,
  message: Localized,
  /** What the key is by default, where it is not written. */
  absent: { readonly byDefault: string | undefined } | undefined,
): Fault => ({
  code: "wrong-value",
  ...place,
  key,
  what: message,
  remedy: absent ? addKey(key, absent.byDefault) : { en: `Change \`${key}\`.`, ru: `Измените \`${key}\`.` },
});

const addKey = (key: string, byDefault: string | undefined): Localized =>
  byDefault === undefined
    ? { en: `Add \`${key}\`.`, ru: `Добавьте \`${key}\`.` }
    : {
        en: `Add \`${key}\`: without it, it is ${byDefault}.`,
        ru: `Добавьте \`${key}\`: без него берётся ${byDefault}.`,
      };

export const notValues = (place: Place, key: string): Fault => ({
  code: "wrong-type",
  ...place,
  key,
  what: {
    en: `\`${key}\` must name values of the result, each with a number, a text, true or false.`,
    ru: `в \`${key}\` должны быть имена значений результата, у каждого — число, текст, true или false.`,
  },
  remedy: { en: `For example \`${key}: { stored: 1000 }\`.`, ru: `Например: \`${key}: { stored: 1000 }\`.` },
});

export const unknownNeed = (
  place: Place,
  got: string,
  nearest: string | undefined,
  known: readonly string[],
): Fault => ({
  code: "wrong-value",
  ...place,
  key: "needs",
  what: {
    en: `\`needs\` lists what not every machine has, and does not know \`${got}\`.`,
    ru: `в \`needs\` перечисляют то, что есть не на каждой машине, и \`${got}\` там не бывает.`,
  },
  remedy: removeOrRename(nearest, known),
  fix: rename(place, nearest),
});

export const needsNoList = (place: Place): Fault => ({
  code: "wrong-type",
  ...place,
  key: "needs",
  what: { en: "`needs` must be a list.", ru: "`needs` должен быть списком." },
  remedy: { en: "For example `needs: [kafka]`.", ru: "Например: `needs: [kafka]`." },
});

export const badCondition = (
  place: Place,
  key: string,
  why: { what: Localized; remedy: Localized },
): Fault => ({
  code: "malformed-condition",
  ...place,
  key,
  ...why,
});
