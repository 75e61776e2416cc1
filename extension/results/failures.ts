import type { Localized } from "../common/language.ts";

/** Why a hit was refused or stayed without an answer, in a sentence a student can act on. */
export interface FailureCode {
  /** The name PostgreSQL or the system gives the code. */
  readonly name?: string;
  readonly about: Localized;
  /** True where nobody answered, so the client cannot know whether the hit was counted. */
  readonly unanswered?: boolean;
}

export const failureCodes: Readonly<Record<string, FailureCode>> = {
  "53300": {
    name: "too_many_connections",
    about: {
      en: "PostgreSQL had no free connection: every slot that is not reserved for superusers was taken.",
      ru: "У PostgreSQL не осталось свободных соединений: все места, кроме резерва суперпользователя, были заняты.",
    },
  },
  "53200": {
    name: "out_of_memory",
    about: {
      en: "PostgreSQL ran out of memory.",
      ru: "У PostgreSQL кончилась память.",
    },
  },
  "53100": {
    name: "disk_full",
    about: {
      en: "The disk under PostgreSQL is full; nothing can be stored.",
      ru: "Диск PostgreSQL заполнен: сохранять некуда.",
    },
  },
  "57014": {
    name: "query_canceled",
    about: {
      en: "The query took too long, or was stopped by hand, and PostgreSQL cancelled it.",
      ru: "Запрос к базе длился слишком долго или был остановлен вручную, и PostgreSQL его отменил.",
    },
  },
  "57P01": {
    name: "admin_shutdown",
    about: {
      en: "PostgreSQL was being stopped and closed its connections.",
      ru: "PostgreSQL останавливали, и он закрыл соединения.",
    },
  },
  "57P02": {
    name: "crash_shutdown",
    about: {
      en: "A PostgreSQL process crashed, so the server closed every connection to be safe.",
      ru: "Один из процессов PostgreSQL упал, и сервер для надёжности закрыл все соединения.",
    },
  },
  "57P03": {
    name: "cannot_connect_now",
    about: {
      en: "PostgreSQL was starting or stopping and took no connections yet.",
      ru: "PostgreSQL ещё запускался или уже останавливался и соединений не принимал.",
    },
  },
  "08006": {
    name: "connection_failure",
    about: {
      en: "The connection to PostgreSQL broke while it was in use.",
      ru: "Соединение с PostgreSQL оборвалось во время работы.",
    },
  },
  "08001": {
    name: "sqlclient_unable_to_establish_sqlconnection",
    about: {
      en: "The app could not open a connection to PostgreSQL.",
      ru: "Приложение не смогло открыть соединение с PostgreSQL.",
    },
  },
  "40001": {
    name: "serialization_failure",
    about: {
      en: "Two transactions touched the same row, and PostgreSQL gave up on one; it may simply be tried again.",
      ru: "Две транзакции задели одну строку, и PostgreSQL отменил одну из них; её можно просто повторить.",
    },
  },
  "40P01": {
    name: "deadlock_detected",
    about: {
      en: "Transactions waited for each other in a circle, and PostgreSQL ended one of them.",
      ru: "Транзакции ждали друг друга по кругу, и PostgreSQL завершил одну из них.",
    },
  },
  "55P03": {
    name: "lock_not_available",
    about: {
      en: "The row was locked by another transaction for longer than the app was ready to wait.",
      ru: "Строка была заблокирована другой транзакцией дольше, чем приложение готово ждать.",
    },
  },
  "42P01": {
    name: "undefined_table",
    about: {
      en: "The table does not exist; stop the stack and start it again to create it.",
      ru: "Такой таблицы нет; остановите стенд и запустите снова, чтобы она появилась.",
    },
  },
  "pool-timeout": {
    about: {
      en: "The app's own pool had no free connection within its waiting time; PostgreSQL was not even asked.",
      ru: "В пуле приложения за время ожидания не освободилось ни одного соединения; до PostgreSQL дело не дошло.",
    },
  },
  "redis-unavailable": {
    about: {
      en: "Redis did not answer the app, so the app could not accept the hit.",
      ru: "Redis не ответил приложению, и принять запрос оно не смогло.",
    },
  },
  ECONNREFUSED: {
    about: {
      en: "Nothing listens on that port: the server is not running, or not yet.",
      ru: "На этом порту никто не слушает: сервер не запущен или ещё не готов.",
    },
  },
  ECONNRESET: {
    unanswered: true,
    about: {
      en: "The connection was cut in the middle; whether the work had been done by then cannot be known.",
      ru: "Соединение оборвали на полпути; успел ли сервер сделать дело, узнать нельзя.",
    },
  },
  EPIPE: {
    unanswered: true,
    about: {
      en: "The other side had closed the connection while the hit was being sent.",
      ru: "Другая сторона закрыла соединение, пока запрос ещё отправлялся.",
    },
  },
  ETIMEDOUT: {
    unanswered: true,
    about: {
      en: "The network gave no answer in time.",
      ru: "Сеть не ответила вовремя.",
    },
  },
  EADDRNOTAVAIL: {
    about: {
      en: "This machine has no free local port left for another connection; wait a minute or use fewer connections.",
      ru: "На машине кончились свободные порты для новых соединений; подождите минуту или уменьшите их число.",
    },
  },
  EMFILE: {
    about: {
      en: "Too many open files and sockets for one process: the system's own limit (`ulimit -n`).",
      ru: "Слишком много открытых файлов и сокетов на один процесс: предел самой системы (`ulimit -n`).",
    },
  },
  timeout: {
    unanswered: true,
    about: {
      en: "No answer within the time limit; the hit may have been counted or may be counted yet.",
      ru: "Ответа не было за отведённое время; запрос мог быть учтён, а мог и не быть.",
    },
  },
  "no-answer": {
    unanswered: true,
    about: {
      en: "The connection closed without an answer; the client cannot know whether the hit was counted.",
      ru: "Соединение закрылось без ответа; клиенту неоткуда знать, учтён ли запрос.",
    },
  },
  cancelled: {
    unanswered: true,
    about: {
      en: "The run ended before the answer came; the hit may have been counted.",
      ru: "Прогон закончился раньше, чем пришёл ответ; запрос мог быть учтён.",
    },
  },
  "http-404": {
    about: {
      en: "The app knows no such address: is the strategy's name right, and its file in place?",
      ru: "Приложение не знает такого адреса: верно ли имя стратегии и на месте ли её файл?",
    },
  },
  "http-405": {
    about: {
      en: "The address is right but the method is not: a hit is a POST.",
      ru: "Адрес верный, а метод нет: запрос должен быть POST.",
    },
  },
  "http-429": {
    about: {
      en: "The app asked to slow down: more hits came than it wants to take.",
      ru: "Приложение попросило не спешить: запросов пришло больше, чем оно готово принять.",
    },
  },
  "http-500": {
    about: {
      en: "The strategy threw an error that nobody caught; the log of the app has its text.",
      ru: "Стратегия упала с ошибкой, которую никто не поймал; её текст есть в журнале приложения.",
    },
  },
  "http-503": {
    about: {
      en: "The app said that it cannot serve the hit now, and gave no code for the cause.",
      ru: "Приложение ответило, что сейчас обслужить запрос не может, а кода причины не назвало.",
    },
  },
};

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
  const family = /^[0-9A-Z]{5}$/.test(code) ? sqlstateClasses[code.slice(0, 2)] : undefined;
  return family ?? unheardOf;
}

/** `53300 too_many_connections`, or the bare code where it has no name. */
export function failureTitle(code: string): string {
  const { name } = failureCode(code);
  return name ? `${code} ${name}` : code;
}
