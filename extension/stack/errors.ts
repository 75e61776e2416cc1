import { fileTrouble } from "../common/file-trouble.ts";
import { explain, LabError } from "../common/lab-error.ts";
import type { Localized } from "../common/language.ts";
import { type AppFolder, appMistakeIn, isComplaint } from "./app-mistakes.ts";
import { apps } from "./apps.ts";
import type { AppName, ServiceName } from "./stack.ts";

const names: Readonly<Record<ServiceName, Localized>> = {
  postgres: { en: "PostgreSQL", ru: "PostgreSQL" },
  redis: { en: "Redis", ru: "Redis" },
  rabbitmq: { en: "RabbitMQ", ru: "RabbitMQ" },
  kafka: { en: "Kafka", ru: "Брокер Kafka" },
  app: { en: "The app", ru: "Приложение" },
};

/** @param how `exit code 1`, `SIGKILL`… @param app where a mistake in the app's files is looked for */
export function serverDidNotStart(
  service: ServiceName,
  how: string,
  log: readonly string[],
  app?: AppFolder,
): LabError {
  const mistake = app && appMistakeIn(log, app);
  if (mistake) return mistake;
  return new LabError(
    "server-did-not-start",
    {
      en: `${names[service].en} did not start (${how}).${lastWords(log, "Its last words:")}`,
      ru: `${names[service].ru} не запускается (${how}).${lastWords(log, "Последние строки журнала:")}`,
    },
    remedyFor(service, [how, ...log].join("\n"), app),
  );
}

export function serverDied(service: ServiceName, how: string, log: readonly string[]): LabError {
  return new LabError(
    "server-died",
    {
      en: `${names[service].en} has stopped (${how}).${lastWords(log, "Its last words:")}`,
      ru:
        service === "app"
          ? `Приложение завершилось (${how}).${lastWords(log, "Последние строки журнала:")}`
          : `${names[service].ru} завершился (${how}).${lastWords(log, "Последние строки журнала:")}`,
    },
    {
      en: "The rest of the stack was stopped. Run the start step again.",
      ru: "Остальной стенд остановлен. Выполните шаг запуска ещё раз.",
    },
  );
}

/** Eight lines: from the last complaint on where there is one, for what follows it is mostly a stack trace. */
function lastWords(log: readonly string[], label: string): string {
  const lines = log.filter((line) => line.trim() !== "");
  const complaint = lines.findLastIndex(isComplaint);
  const words = complaint === -1 ? lines.slice(-8) : lines.slice(complaint).slice(0, 8);
  return words.length === 0 ? "" : `\n${label}\n${words.map((line) => `  ${line}`).join("\n")}\n`;
}

const remedies: readonly { readonly sign: RegExp; readonly remedy: Localized }[] = [
  {
    sign: /No space left on device|ENOSPC/i,
    remedy: {
      en: "The disk is full. Free some space, then start again.",
      ru: "Диск заполнен. Освободите место и запустите ещё раз.",
    },
  },
  {
    sign: /error while loading shared libraries|cannot open shared object|Library not loaded|0xc0000135|3221225781/i,
    remedy: {
      en: "A library that it needs is missing. Install the one that is named above, or PostgreSQL and Redis from your system's packages, then start again.",
      ru: "Не хватает библиотеки. Установите названную выше либо PostgreSQL и Redis из пакетов вашей системы и запустите ещё раз.",
    },
  },
  {
    sign: /incompatible with server|initialized by PostgreSQL version|version mismatch/i,
    remedy: {
      en: "Its programs or its data are of different PostgreSQL versions. Install one PostgreSQL, 14 or newer, then start again.",
      ru: "Программы или данные относятся к разным версиям PostgreSQL. Установите одну версию, не ниже 14, и запустите ещё раз.",
    },
  },
  {
    sign: /Read-only file system|EROFS|Permission denied|EACCES/i,
    remedy: {
      en: "It may not write or read a file that it needs. Check the rights of the file named above, or set TMPDIR to a folder that you may write to, then start again.",
      ru: "Нет доступа к нужному файлу. Проверьте права на файл, названный выше, или укажите в TMPDIR папку, доступную для записи, и запустите ещё раз.",
    },
  },
  {
    sign: /address already in use|could not bind|cannot assign requested address|bind: /i,
    remedy: {
      en: "Five free ports in turn were taken before it could use them. End the program that takes them, then start again.",
      ru: "Пять свободных портов подряд оказались заняты раньше, чем он успел их открыть. Завершите программу, которая их занимает, и запустите ещё раз.",
    },
  },
  {
    sign: /ENOENT/,
    remedy: {
      en: "A program is not where it was found before. Start again, so that the lab looks for it anew.",
      ru: "Программы больше нет там, где она была найдена. Запустите ещё раз, чтобы стенд нашёл её заново.",
    },
  },
];

function remedyFor(service: ServiceName, log: string, app?: AppFolder): Localized {
  const known = remedies.find(({ sign }) => sign.test(log));
  if (known) return known.remedy;
  return service === "app"
    ? {
        en: `Correct what it complains about in lab-stack/${app?.name ?? "app"}, then start again.`,
        ru: `Исправьте в lab-stack/${app?.name ?? "app"} то, на что оно жалуется, и запустите ещё раз.`,
      }
    : {
        en: "Correct what it complains about, then start again.",
        ru: "Устраните причину, указанную в журнале, и запустите ещё раз.",
      };
}

export const noTemporaryFolder = (folder: string, cause: unknown) =>
  new LabError(
    "no-temporary-folder",
    {
      en: `The servers need a temporary folder, and none can be made in ${folder}: ${fileTrouble(cause).en}.`,
      ru: `Серверам нужна временная папка, а создать её в ${folder} не получается: ${fileTrouble(cause).ru}.`,
    },
    {
      en: "Set the environment variable TMPDIR (on Windows TEMP) to a folder that you may write to, then start again.",
      ru: "Укажите в переменной окружения TMPDIR (в Windows — TEMP) папку, доступную для записи, и запустите ещё раз.",
    },
    { cause },
  );

export const initSqlFailed = (place: string, message: string) =>
  new LabError(
    "init-sql",
    {
      en: `PostgreSQL refused the lab's tables. ${place}: ${message}.`,
      ru: `PostgreSQL не принял таблицы стенда. ${place}: ${message}.`,
    },
    {
      en: "Correct init.sql, or take it from a fresh lab folder (command Surge Lab: Open Lab), then start again.",
      ru: "Исправьте init.sql или возьмите его из новой папки (команда Surge Lab: Открыть занятие) и запустите ещё раз.",
    },
  );

export const composeFileUnreadable = (file: string, reason: string) =>
  new LabError(
    "compose-file",
    { en: `${file} cannot be used: ${reason}`, ru: `Файл ${file} не читается: ${reason}` },
    {
      en: "Correct it, or take it from a fresh lab folder (command Surge Lab: Open Lab), then start again.",
      ru: "Исправьте его или возьмите из новой папки (команда Surge Lab: Открыть занятие) и запустите ещё раз.",
    },
  );

export const stackFolderIncomplete = (missing: string) =>
  new LabError(
    "stack-folder",
    {
      en: `The stack cannot start: ${missing} is missing.`,
      ru: `Стенд не запустить: нет файла ${missing}.`,
    },
    {
      en: "Open the lab again (command Surge Lab: Open Lab): it puts the folder lab-stack beside the notebook.",
      ru: "Откройте занятие ещё раз (команда Surge Lab: Открыть занятие): рядом с блокнотом появится папка lab-stack.",
    },
  );

/** @param file what was to run beside the app: "one-hit.ts" */
export const needsOtherApp = (file: string, app: AppName) =>
  new LabError(
    "needs-node-app",
    {
      en: `This step takes the app's own code apart (${file}), and only the app on Node allows that; ${apps[app].runtime} runs now.`,
      ru: `Этот шаг разбирает код самого приложения (${file}), а это умеет только приложение на Node; сейчас работает ${apps[app].runtime}.`,
    },
    {
      en: "Start the stack with `start: { app: node }`, then run the step again.",
      ru: "Запустите стенд ячейкой `start: { app: node }` и повторите шаг.",
    },
  );

export const cannotFreeze = () =>
  new LabError(
    "cannot-freeze",
    {
      en: "On Windows a server process cannot be frozen.",
      ru: "В Windows процесс сервера нельзя заморозить.",
    },
    {
      en: "Run the lab with Docker, whose containers can be paused.",
      ru: "Запустите занятие на Docker: контейнеры приостанавливать можно.",
    },
  );

/** How a start asks for a broker, as it is written in a cell. */
const startWith = (broker: ServiceName) => `\`start: { with: [${broker}] }\``;

/** A fault or a strategy asks for a server that this stack does not have. */
export const notInStack = (service: ServiceName) =>
  new LabError(
    "not-in-stack",
    {
      en: `${names[service].en} is not part of this stack.`,
      ru: `${names[service].ru} не входит в этот стенд.`,
    },
    {
      en: `Start it together with the rest: ${startWith(service)}.`,
      ru: `Запустите его вместе с остальными: ${startWith(service)}.`,
    },
  );

/** A server that was killed on purpose. */
export const serviceDown = (service: ServiceName) =>
  new LabError(
    "service-down",
    {
      en: `${names[service].en} is down: it was killed and has not come back.`,
      ru:
        service === "app"
          ? "Приложение не работает: его убили, и оно ещё не поднялось."
          : `${names[service].ru} не работает: его убили, и он ещё не поднялся.`,
    },
    {
      en: "Wait if it is to come back by itself; else run a cell with `recover:`.",
      ru: "Если сервер должен подняться сам, подождите; иначе выполните ячейку с `recover:`.",
    },
  );

export const supervisorDied = (how: string, words: string) =>
  new LabError(
    "supervisor-died",
    {
      en: `The process that runs the servers has ended (${how}). ${words}`.trim(),
      ru: `Процесс, который управляет серверами, завершился (${how}). ${words}`.trim(),
    },
    {
      en: "Everything it ran was stopped. Run the start step again.",
      ru: "Всё, что он запускал, остановлено. Выполните шаг запуска ещё раз.",
    },
  );

export const stackGone = (cause?: unknown) =>
  new LabError(
    "stack-gone",
    {
      en: `The servers of the stack do not answer${cause === undefined ? "." : `: ${explain(cause, "en")}`}`,
      ru: `Серверы стенда не отвечают${cause === undefined ? "." : `: ${explain(cause, "ru")}`}`,
    },
    { en: "Run the start step again.", ru: "Выполните шаг запуска ещё раз." },
    { cause },
  );

export const appDoesNotAnswer = (strategy: string, cause: string) => {
  const reason = cause.replace(/\.+$/, "");
  return new LabError(
    "app-does-not-answer",
    {
      en: `The app does not say what “${strategy}” still has in its buffer: ${reason}.`,
      ru: `Приложение не сообщает, сколько запросов «${strategy}» держит в буфере: ${reason}.`,
    },
    {
      en: "If it is only busy, run the step again; if that does not help, stop the stack and start it.",
      ru: "Если оно просто занято, выполните шаг снова; если не поможет, остановите стенд и запустите его снова.",
    },
  );
};

/** PostgreSQL answers, but not to what the lab must know: mostly, a cell has changed the lab's own tables. */
export const inspectionRefused = (code: string, message: string) =>
  new LabError(
    "inspection-refused",
    {
      en: `PostgreSQL does not tell the lab what is stored (${code}): ${message}.`,
      ru: `PostgreSQL не сообщает занятию, что сохранено (${code}): ${message}.`,
    },
    {
      en: "If a cell has changed the lab's tables, make them again as in lab-stack/init.sql, or stop the stack and start it (with Docker, remove its volume in between).",
      ru: "Если какая-то ячейка изменила таблицы занятия, создайте их заново, как в lab-stack/init.sql, или остановите стенд и запустите снова (с Docker — удалив между этим его том).",
    },
  );

export const redisCommandRefused = (command: string) =>
  new LabError(
    "redis-command-refused",
    {
      en: `${command} turns the connection to Redis into something that never ends its answer.`,
      ru: `После команды ${command} ответ Redis никогда не заканчивается.`,
    },
    {
      en: "A cell cannot show that. Use redis-cli in a terminal for it.",
      ru: "Ячейка не может такое показать. Выполните её в терминале через redis-cli.",
    },
  );

export const redisCommandTooSlow = (command: string, seconds: number) =>
  new LabError(
    "redis-command-too-slow",
    {
      en: `Redis did not answer “${command}” within ${seconds} s.`,
      ru: `Redis не ответил на «${command}» за ${seconds} с.`,
    },
    {
      en: "A blocking command such as BLPOP needs a timeout of its own: BLPOP queue 1.",
      ru: "Блокирующей команде, например BLPOP, задайте время ожидания: BLPOP queue 1.",
    },
  );

export const redisQuoteOpen = (line: number) =>
  new LabError(
    "redis-quote-open",
    {
      en: `A quotation mark in line ${line} of the cell is never closed.`,
      ru: `В строке ${line} ячейки не закрыта кавычка.`,
    },
    {
      en: 'Close it; a quotation mark inside is written as \\".',
      ru: 'Закройте её; кавычка внутри пишется как \\".',
    },
  );

/** Attached to servers that others use, too. */
export const beyondOwnKeys = (command: string) =>
  new LabError(
    "beyond-own-keys",
    {
      en: `“${command}” would reach beyond the lab's own keys, on a server that the lab has not started.`,
      ru: `«${command}» затронет не только ключи занятия, а сервер запустило не оно.`,
    },
    {
      en: "Use a command that names its keys, or redis-cli in a terminal.",
      ru: "Возьмите команду, в которой названы ключи, или redis-cli в терминале.",
    },
  );
