import type { ErrorCode } from "yaml";
import type { Localized } from "../common/language.ts";
import type { Fault } from "./cell-error.ts";
import type { Place } from "./cell-faults.ts";

const indentation: Localized = {
  en: "Indent the keys of one mapping alike, and put text with a colon in it in quotes.",
  ru: "Ключи одного уровня должны стоять с одинаковым отступом, а текст с двоеточием — в кавычках.",
};

const remedies: Partial<Record<ErrorCode, Localized>> = {
  DUPLICATE_KEY: {
    en: "The same key is there twice: remove one of the two.",
    ru: "Один и тот же ключ указан дважды: уберите один из них.",
  },
  TAB_AS_INDENT: {
    en: "Indent with spaces instead of tabs.",
    ru: "Делайте отступ пробелами, а не табуляцией.",
  },
  BAD_SCALAR_START: {
    en: "Put text that begins with this character in quotes.",
    ru: "Текст, который начинается с этого знака, возьмите в кавычки.",
  },
  BLOCK_AS_IMPLICIT_KEY: indentation,
  MULTILINE_IMPLICIT_KEY: indentation,
  MISSING_CHAR: {
    en: "A bracket, a quote or a colon is missing.",
    ru: "Не хватает скобки, кавычки или двоеточия.",
  },
  BAD_INDENT: {
    en: "Indent the keys of one mapping alike; close every bracket, and indent what is inside it.",
    ru: "Ключи одного уровня должны стоять с одинаковым отступом; скобки закройте, а то, что внутри них, сдвиньте вправо.",
  },
  BAD_DQ_ESCAPE: {
    en: "Write \\\\ for a backslash, or use single quotes.",
    ru: "Вместо обратной косой черты напишите \\\\ или возьмите текст в одинарные кавычки.",
  },
  MULTIPLE_DOCS: {
    en: "Remove the line with ---, or make two cells.",
    ru: "Уберите строку с --- или сделайте две ячейки.",
  },
  RESOURCE_EXHAUSTION: {
    en: "There are too many brackets inside each other.",
    ru: "Слишком много скобок вложено друг в друга.",
  },
};

const general: Localized = {
  en: "Write `key: value` on each line, with two spaces before what is inside.",
  ru: "В каждой строке пишите `ключ: значение`, а перед вложенным — два пробела.",
};

/** `message` is the parser's own, in English. */
export const unreadableYaml = (place: Place, code: ErrorCode, message: string): Fault => ({
  code: "unreadable-yaml",
  ...place,
  what: {
    en: `this is not valid YAML (${message}).`,
    ru: `это не YAML: его нельзя прочитать (${message}).`,
  },
  remedy: remedies[code] ?? general,
});

/** @param written where the condition stands, without quotes. */
export const conditionNeedsQuotes = (place: Place, condition: string, written: Place): Fault => ({
  code: "unreadable-yaml",
  ...place,
  what: {
    en: `YAML does not read ${condition} as a condition.`,
    ru: `YAML не понимает ${condition} как условие.`,
  },
  remedy: { en: `Put it in quotes: "${condition}".`, ru: `Возьмите его в кавычки: "${condition}".` },
  fix: { ...written, text: `"${condition}"` },
});

export const aliasRefused = (place: Place): Fault => ({
  code: "alias-refused",
  ...place,
  what: {
    en: "anchors (&) and aliases (*) are not used in a cell.",
    ru: "якоря (&) и ссылки (*) в ячейке не используются.",
  },
  remedy: {
    en: "Write the value out; text that begins with * or & goes in quotes.",
    ru: "Напишите значение целиком; текст, который начинается с * или &, возьмите в кавычки.",
  },
});

export const tagRefused = (place: Place, tag: string): Fault => ({
  code: "tag-refused",
  ...place,
  what: {
    en: `YAML tags are not used in a cell (${tag}).`,
    ru: `теги YAML в ячейке не используются (${tag}).`,
  },
  remedy: {
    en: "Remove the tag; text that begins with ! goes in quotes.",
    ru: "Уберите тег; текст, который начинается с !, возьмите в кавычки.",
  },
});

export const keyNotText = (place: Place): Fault => ({
  code: "unreadable-yaml",
  ...place,
  what: {
    en: "a list or a mapping cannot be a key.",
    ru: "список или набор ключей не может быть ключом.",
  },
  remedy: { en: "Use a name.", ru: "Используйте имя." },
});
