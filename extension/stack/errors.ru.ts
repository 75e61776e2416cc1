import { fileTrouble } from "../common/file-trouble.ts";
import { explain } from "../common/lab-error.ts";
import { diskIsFull, type en, type StartTrouble } from "./errors.en.ts";
import type { ServiceName } from "./stack.ts";

const names: Readonly<Record<ServiceName, string>> = {
  postgres: "PostgreSQL",
  redis: "Redis",
  pgbouncer: "PgBouncer",
  rabbitmq: "RabbitMQ",
  kafka: "Брокер Kafka",
  app: "Приложение",
};

const lastLines = (lines: string) => (lines === "" ? "" : `\nПоследние строки журнала:\n${lines}\n`);

const failedCheck = (lines: string) => (lines === "" ? "" : `\nОтвет проверки готовности:\n${lines}\n`);

const remedies: Readonly<Record<Exclude<StartTrouble, "app">, string>> = {
  disk: "Диск заполнен. Освободите место и запустите ещё раз.",
  library:
    "Не хватает библиотеки. Установите названную выше либо PostgreSQL и Redis из пакетов вашей системы и запустите ещё раз.",
  version:
    "Программы или данные относятся к разным версиям PostgreSQL. Установите одну версию, не ниже 14, и запустите ещё раз.",
  rights:
    "Нет доступа к нужному файлу. Проверьте права на файл, названный выше, или укажите в TMPDIR папку, доступную для записи, и запустите ещё раз.",
  ports:
    "Пять свободных портов подряд оказались заняты раньше, чем он успел их открыть. Завершите программу, которая их занимает, и запустите ещё раз.",
  program: "Программы больше нет там, где она была найдена. Запустите ещё раз, чтобы стенд нашёл её заново.",
  other: "Устраните причину, указанную в журнале, и запустите ещё раз.",
};

export const ru: typeof en = {
  "server-did-not-start": ({ service, how, check, lines, trouble, folder }) => ({
    what: `${names[service]} не запускается (${how}).${failedCheck(check)}${lastLines(lines)}`,
    remedy:
      trouble === "app"
        ? `Исправьте в ${folder} то, на что оно жалуется, и запустите ещё раз.`
        : remedies[trouble],
  }),
  "server-died": ({ service, how, lines, diskIsFull }) => ({
    what: `${names[service]} ${service === "app" ? "завершилось" : "завершился"} (${how}).${lastLines(lines)}`,
    remedy: diskIsFull
      ? `Остальное, что запустила лаборатория, тоже остановлено. ${remedies.disk}`
      : "Остальное, что запустила лаборатория, тоже остановлено. Выполните шаг запуска ещё раз.",
  }),
  "app-mistake": ({ place, message }) => ({
    what: `Приложение не запускается. ${place}: ${message}.`,
    remedy: "Исправьте это место и запустите ещё раз.",
  }),
  "app-endless": ({ place }) => ({
    what: `Приложение не запускается. ${place}: здесь его единственный поток занят уже больше 5 с.`,
    remedy: "Исправьте то, что там не заканчивается, и запустите ещё раз.",
  }),
  "no-temporary-folder": ({ folder, cause }) => ({
    what: `Серверам нужна временная папка, а создать её в ${folder} не получается: ${fileTrouble(cause).ru}.`,
    remedy:
      "Укажите в переменной окружения TMPDIR (в Windows — TEMP) папку, доступную для записи, и запустите ещё раз.",
  }),
  "init-sql": ({ place, message }) => ({
    what: `PostgreSQL не принял таблицы стенда. ${place}: ${message}.`,
    remedy:
      "Исправьте init.sql или возьмите его из новой папки (команда Surge Lab: Открыть занятие) и запустите ещё раз.",
  }),
  "compose-file": ({ file, reason }) => ({
    what: `Файл ${file} не читается: ${reason}`,
    remedy:
      "Исправьте его или возьмите из новой папки (команда Surge Lab: Открыть занятие) и запустите ещё раз.",
  }),
  "stack-folder": ({ missing }) => ({
    what: `Стенд не запустить: нет файла ${missing}.`,
    remedy:
      "Откройте занятие ещё раз (команда Surge Lab: Открыть занятие): рядом с блокнотом появится папка lab-stack.",
  }),
  "needs-node-app": ({ file, runtime }) => ({
    what: `Этот шаг разбирает код самого приложения (${file}), а это умеет только приложение на Node; сейчас работает ${runtime}.`,
    remedy: "Запустите стенд ячейкой `start: { app: node }` и повторите шаг.",
  }),
  "cannot-freeze": {
    what: "В Windows процесс сервера нельзя заморозить.",
    remedy: "Запустите занятие на Docker: контейнеры приостанавливать можно.",
  },
  "not-in-stack": ({ service }) => ({
    what: `${names[service]} не входит в этот стенд.`,
    remedy: `Запустите его вместе с остальными: \`start: { with: [${service}] }\`.`,
  }),
  "service-down": ({ service }) => ({
    what:
      service === "app"
        ? "Приложение не работает: его убили, и оно ещё не поднялось."
        : `${names[service]} не работает: его убили, и он ещё не поднялся.`,
    remedy: "Если сервер должен подняться сам, подождите; иначе выполните ячейку с `recover:`.",
  }),
  "stack-in-use": ({ pid }) => ({
    what: "Стенд этой папки уже работает: его запустило другое окно.",
    remedy: `Продолжайте в том окне либо остановите стенд там (команда Surge Lab: Остановить стенд) и повторите этот шаг.${
      pid === undefined ? "" : ` Если того окна больше нет, остановите серверы из терминала: \`kill ${pid}\`.`
    }`,
  }),
  "supervisor-died": ({ how, words }) => ({
    what: `Процесс, который управляет серверами, завершился (${how}). ${words}`.trim(),
    remedy: "Всё, что он запускал, остановлено. Выполните шаг запуска ещё раз.",
  }),
  "supervisor-hangs": {
    what: "Процесс, который управляет серверами, не отвечал 8 с, поэтому лаборатория завершила его и всё, что он запустил.",
    remedy: "Снова выполните шаг запуска.",
  },
  "stack-gone": ({ cause }) => ({
    what: `Серверы стенда не отвечают${cause === undefined ? "." : `: ${explain(cause, "ru")}`}`,
    remedy: diskIsFull.test(String(cause)) ? remedies.disk : "Выполните шаг запуска ещё раз.",
  }),
};
