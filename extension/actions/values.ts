import type { Values } from "../document/described-action.ts";
import type { Verdict } from "../ledger/ledger.ts";

const verdicts: readonly Verdict[] = [
  "exact",
  "open",
  "lost",
  "duplicated",
  "lost-and-duplicated",
  "unexpected",
];

export const yesOrNo = ["true", "false"];

/** Where hits are, after the action. */
export const countedValues = {
  stored: { about: { en: "Hits that are counted in PostgreSQL.", ru: "Запросы, посчитанные в PostgreSQL." } },
  pending: {
    about: {
      en: "Hits that are accepted and still in the buffer.",
      ru: "Запросы, которые приняты и ещё лежат в буфере.",
    },
  },
} satisfies Values;

/** The account of a run. */
export const ledgerValues = {
  attempted: {
    about: { en: "Hits that were sent.", ru: "Отправленные запросы." },
  },
  ok: {
    about: { en: "Acknowledged: answered 200 OK.", ru: "Подтверждены: пришёл ответ 200 OK." },
  },
  failed: {
    about: {
      en: "Refused: the server answered no, and the hit was not counted.",
      ru: "Отказы: сервер ответил «нет», запрос не посчитан.",
    },
  },
  unknown: {
    about: {
      en: "Hits without an answer: nobody can say whether they were counted.",
      ru: "Запросы без ответа: неизвестно, посчитаны ли они.",
    },
  },
  ...countedValues,
  lost: {
    about: {
      en: "Acknowledged, and neither stored nor pending.",
      ru: "Потеряны: подтверждены, но их нет ни в базе, ни в буфере.",
    },
  },
  duplicated: {
    about: { en: "Stored more than once.", ru: "Сохранены больше одного раза." },
  },
  recovered: {
    about: {
      en: "Without an answer, and stored or pending all the same.",
      ru: "Остались без ответа, но всё-таки сохранены или лежат в буфере.",
    },
  },
  verdict: {
    about: {
      en: "The ledger's answer: `exact` when every hit is accounted for, `open` when unanswered hits leave room.",
      ru: "Итог подсчёта: `exact`, если учтён каждый запрос; `open`, если запросы без ответа не дают сказать точно.",
    },
    words: verdicts,
  },
} satisfies Values;

/** The same keys below another one: `ledger.lost`. */
export function below(prefix: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]));
}
