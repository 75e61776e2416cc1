import { localizer } from "../common/language.ts";
import type { Values } from "../document/described-action.ts";
import { verdict } from "./result-parts.ts";

const en = {
  stored: "Hits that are counted in PostgreSQL.",
  pending: "Hits that are accepted and still in the buffer.",
  attempted: "Hits that were sent.",
  ok: "Acknowledged: answered 200 OK.",
  failed: "Refused: the server answered no. If it stored such a hit all the same, the ledger says so.",
  unknown: "Hits without an answer: the server may have counted them or not.",
  lost: "Acknowledged, and neither stored nor pending.",
  duplicated: "Stored more than once; where only a counter is kept, by how much it is too high.",
  recovered: "Without an answer, and stored or pending all the same.",
  verdict:
    "The ledger's answer: `exact` when what is stored and pending agrees with the answers, `open` when unanswered hits, or a buffer that only the app can read, leave room.",
};

const ru: typeof en = {
  stored: "Запросы, посчитанные в PostgreSQL.",
  pending: "Запросы, которые приняты и ещё лежат в буфере.",
  attempted: "Отправленные запросы.",
  ok: "Подтверждены: пришёл ответ 200 OK.",
  failed: "Отказы: сервер ответил «нет». Если такой запрос всё же сохранён, учёт об этом скажет.",
  unknown: "Запросы без ответа: неизвестно, посчитаны ли они.",
  lost: "Потеряны: подтверждены, но их нет ни в базе, ни в буфере.",
  duplicated: "Сохранены больше одного раза; если есть только счётчик — насколько он завышен.",
  recovered: "Остались без ответа, но всё-таки сохранены или лежат в буфере.",
  verdict:
    "Итог подсчёта: `exact`, если сохранённое и лежащее в буфере сходится с ответами; `open`, если этого не дают сказать запросы без ответа или буфер, который видит только приложение.",
};

const say = localizer({ en, ru });

export const yesOrNo = ["true", "false"];

/** Where the hits are after the action. */
export const countedValues = {
  stored: { about: say(({ stored }) => stored) },
  pending: { about: say(({ pending }) => pending) },
} satisfies Values;

/** The account of a run. */
export const ledgerValues = {
  attempted: { about: say(({ attempted }) => attempted) },
  ok: { about: say(({ ok }) => ok) },
  failed: { about: say(({ failed }) => failed) },
  unknown: { about: say(({ unknown }) => unknown) },
  ...countedValues,
  lost: { about: say(({ lost }) => lost) },
  duplicated: { about: say(({ duplicated }) => duplicated) },
  recovered: { about: say(({ recovered }) => recovered) },
  verdict: { about: say((words) => words.verdict), words: verdict.options },
} satisfies Values;

/** The same keys below another one: `ledger.lost`. */
export function below(prefix: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]));
}
