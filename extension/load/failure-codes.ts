import type { Localized } from "../common/language.ts";
import { type FailureCode, failureCodes } from "./failure-words.ts";

const sqlstateClasses: Readonly<Record<string, Localized>> = {
  "08": { en: "The connection to PostgreSQL failed.", ru: "Соединение с PostgreSQL не удалось." },
  "22": {
    en: "PostgreSQL could not take a value it was given.",
    ru: "PostgreSQL не смог принять переданное значение.",
  },
  "23": {
    en: "A constraint of the table forbids the change.",
    ru: "Изменение запрещено ограничением таблицы.",
  },
  "28": {
    en: "PostgreSQL did not accept the user or the password.",
    ru: "PostgreSQL не принял пользователя или пароль.",
  },
  "40": { en: "PostgreSQL rolled the transaction back.", ru: "PostgreSQL откатил транзакцию." },
  "42": { en: "The SQL is wrong, or a right is missing.", ru: "Ошибка в SQL или не хватает прав." },
  "53": { en: "PostgreSQL ran out of a resource.", ru: "У PostgreSQL кончился ресурс." },
  "57": { en: "PostgreSQL was told to stop the work.", ru: "PostgreSQL велели прервать работу." },
};

const clientError: Localized = {
  en: "The app did not understand the hit and refused it.",
  ru: "Приложение не поняло запрос и отказало.",
};
const serverError: Localized = {
  en: "The app failed while it served the hit; its log says more.",
  ru: "Приложение не справилось с запросом; подробности в его журнале.",
};
const kafkaError: Localized = {
  en: "Kafka answered with an error of this name; its documentation explains it.",
  ru: "Kafka ответила ошибкой с этим именем; её смысл — в документации Kafka.",
};
const unheardOf: Localized = {
  en: "The lab has no sentence for this code; the servers' log may have more.",
  ru: "Для этого кода у лаборатории нет пояснения; загляните в журнал серверов.",
};

/** Never without an answer: unknown codes get the sentence of their family. */
export function failureCode(code: string): FailureCode {
  const known = Object.hasOwn(failureCodes, code) ? failureCodes[code] : undefined;
  return known ?? { about: familyOf(code) };
}

function familyOf(code: string): Localized {
  if (/^http-4\d\d$/.test(code)) return clientError;
  if (/^http-5\d\d$/.test(code)) return serverError;
  if (/^[A-Z]+(_[A-Z]+)+$/.test(code)) return kafkaError;
  const family = /^[0-9A-Z]{5}$/.test(code) ? sqlstateClasses[code.slice(0, 2)] : undefined;
  return family ?? unheardOf;
}

/** `53300 too_many_connections`, or the bare code where it has no name. */
export function failureTitle(code: string): string {
  const { name } = failureCode(code);
  return name ? `${code} ${name}` : code;
}
