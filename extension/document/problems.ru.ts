import type { ErrorCode } from "yaml";
import type { en } from "./problems.en.ts";

function instead(nearest: string | undefined, known: readonly string[]): string {
  if (nearest !== undefined) return `Возможно, имелось в виду \`${nearest}\`?`;
  if (known.length === 0) return "Уберите его.";
  return `Здесь подходит: ${known.map((name) => `\`${name}\``).join(", ")}.`;
}

const indentation =
  "Ключи одного уровня должны стоять с одинаковым отступом, а текст с двоеточием — в кавычках.";

const yamlRemedies: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: "Один и тот же ключ указан дважды: уберите один из них.",
  TAB_AS_INDENT: "Делайте отступ пробелами, а не табуляцией.",
  BAD_SCALAR_START: "Текст, который начинается с этого знака, возьмите в кавычки.",
  BLOCK_AS_IMPLICIT_KEY: indentation,
  MULTILINE_IMPLICIT_KEY: indentation,
  MISSING_CHAR: "Не хватает скобки, кавычки или двоеточия.",
  BAD_INDENT:
    "Ключи одного уровня должны стоять с одинаковым отступом; скобки закройте, а то, что внутри них, сдвиньте вправо.",
  BAD_DQ_ESCAPE: "Вместо обратной косой черты напишите \\\\ или возьмите текст в одинарные кавычки.",
  MULTIPLE_DOCS: "Уберите строку с --- или сделайте две ячейки.",
};

export const ru: typeof en = {
  noAction: (actions) => ({
    what: "в этой ячейке не сказано, что делать.",
    remedy: `Напишите действие и двоеточие, например \`${actions[0]}:\`. Есть такие: ${actions.join(", ")}.`,
  }),
  colonMissing: (action) => ({
    what: `после \`${action}\` нет двоеточия.`,
    remedy: `Напишите \`${action}:\`.`,
  }),
  unknownAction: (key, nearest, actions) => ({
    what: `действия \`${key}\` нет.`,
    remedy: instead(nearest, actions),
  }),
  twoActions: (first, second) => ({
    what: `в этой ячейке два действия: \`${first}\` и \`${second}\`.`,
    remedy: `В ячейке может быть только одно действие: перенесите \`${second}\` в отдельную ячейку.`,
  }),
  unknownCellKey: (key, nearest, known) => ({
    what: `ключа \`${key}\` у ячейки нет.`,
    remedy: instead(nearest, known),
  }),
  unknownCommentKey: (key, nearest) => ({
    what: `ключа \`${key}\` в комментарии под ячейкой быть не может.`,
    remedy: instead(nearest, ["expect"]),
  }),
  expectTwice: {
    what: "`expect` есть и в ячейке, и в комментарии под ней.",
    remedy: "Уберите один из них.",
  },
  notIndented: (key, action) => ({
    what: `\`${key}\` относится к \`${action}\`, но стоит без отступа.`,
    remedy: "Поставьте перед ним два пробела.",
  }),
  unknownParameter: (owner, key, nearest, known) => ({
    what: `у \`${owner}\` нет \`${key}\`.`,
    remedy: instead(nearest, known),
  }),
  missingParameter: (owner, key, wanted) => ({
    what: `у \`${owner}\` не указано \`${key}\`.`,
    remedy: `Добавьте строку \`${key}:\`; подойдёт: ${wanted}.`,
  }),
  wrongValue: (key, got, nearest, wanted) => ({
    what: got === "" ? `у \`${key}\` нет значения.` : `значение \`${key}\` не годится: ${got}.`,
    remedy: nearest === undefined ? `Подойдёт: ${wanted}.` : instead(nearest, []),
  }),
  unknownName: (name, nearest, known) => ({
    what: `у приложения нет стратегии \`${name}\`.`,
    remedy: instead(nearest, known),
  }),
  add: (key, byDefault) =>
    byDefault === undefined
      ? `Добавьте \`${key}\`.`
      : `Добавьте \`${key}\`: по умолчанию берётся ${byDefault}.`,
  change: (key) => `Измените \`${key}\`.`,
  notValues: (key) => ({
    what: `в \`${key}\` должны быть имена значений результата, у каждого — число, текст, true или false.`,
    remedy: `Например: \`${key}: { stored: 1000 }\`.`,
  }),
  unknownNeed: (got, nearest, known) => ({
    what: `в \`needs\` перечисляют программы, которые есть не на каждой машине; \`${got}\` среди них нет.`,
    remedy: instead(nearest, known),
  }),
  needsNotList: {
    what: "`needs` должен быть списком.",
    remedy: "Например: `needs: [kafka]`.",
  },
  unreadableYaml: (message, code) => ({
    what: `это не YAML: его нельзя прочитать (${message}).`,
    remedy: yamlRemedies[code] ?? "В каждой строке пишите `ключ: значение`, а перед вложенным — два пробела.",
  }),
  nestedTooDeep: {
    what: "слишком глубокая вложенность списков, ключей или скобок.",
    remedy: "Закрывайте каждую скобку, прежде чем открыть следующую.",
  },
  tooLong: (limit) => ({
    what: `в ячейке больше ${limit} знаков.`,
    remedy: "Сократите её или перенесите текст из ячейки в обычный текст документа.",
  }),
  conditionNeedsQuotes: (condition) => ({
    what: `YAML не понимает ${condition} как условие.`,
    remedy: `Возьмите его в кавычки: "${condition}".`,
  }),
  aliasRefused: {
    what: "якоря (&) и ссылки (*) в ячейке не допускаются.",
    remedy: "Напишите значение целиком; текст, который начинается с * или &, возьмите в кавычки.",
  },
  tagRefused: (tag) => ({
    what: `теги YAML в ячейке не допускаются (${tag}).`,
    remedy: "Уберите тег; текст, который начинается с !, возьмите в кавычки.",
  }),
  keyNotText: {
    what: "список или набор ключей не может быть ключом.",
    remedy: "Используйте имя.",
  },
};
