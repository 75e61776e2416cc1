import { fileTrouble } from "../common/file-trouble.ts";
import { explain, LabError } from "../common/lab-error.ts";

export const stackNotStarted = () =>
  new LabError(
    "stack-not-started",
    { en: "The stack is not running.", ru: "Стенд не запущен." },
    {
      en: "Run the step that starts it first (the cell with `start:`), or the command Surge Lab: Start Stack.",
      ru: "Сначала выполните шаг, который его запускает (ячейка со `start:`), или команду Surge Lab: Запустить стенд.",
    },
  );

export const stackDied = (cause: unknown) =>
  new LabError(
    "stack-died",
    {
      en: `The stack is gone: ${explain(cause, "en")}`,
      ru: `Стенд перестал работать: ${explain(cause, "ru")}`,
    },
    { en: "Run the start step again.", ru: "Выполните шаг запуска ещё раз." },
    { cause },
  );

export const resetDidNotHold = (strategies: string[]) =>
  new LabError(
    "reset-did-not-hold",
    {
      en: `After the reset these strategies still count hits: ${strategies.join(", ")}.`,
      ru: `После сброса в этих стратегиях остались запросы: ${strategies.join(", ")}.`,
    },
    {
      en: "Something still sends hits to the app. Stop it, then reset again.",
      ru: "Кто-то всё ещё отправляет запросы приложению. Остановите его и повторите сброс.",
    },
  );

export const unknownStrategy = (name: string, known: readonly string[], nearest: string | undefined) =>
  new LabError(
    "unknown-strategy",
    { en: `The app has no strategy “${name}”.`, ru: `У приложения нет стратегии «${name}».` },
    nearest
      ? {
          en: `Did you mean “${nearest}”? There are: ${known.join(", ")}.`,
          ru: `Возможно, имелась в виду «${nearest}»? Есть такие: ${known.join(", ")}.`,
        }
      : { en: `There are: ${known.join(", ")}.`, ru: `Есть такие: ${known.join(", ")}.` },
  );

export const nothingToProcess = (name: string) =>
  new LabError(
    "nothing-to-process",
    {
      en: `The strategy “${name}” has nothing to process: it writes into PostgreSQL by itself.`,
      ru: `Стратегии «${name}» обрабатывать нечего: она пишет в PostgreSQL сама.`,
    },
    {
      en: "Process a strategy whose buffer waits for it, such as “buffered” or “batched”.",
      ru: "Обрабатывать имеет смысл стратегии, чей буфер этого ждёт, например «buffered» или «batched».",
    },
  );

export const noWorker = (strategy: string) =>
  new LabError(
    "no-worker",
    {
      en: `No worker runs for “${strategy}”, so none can be killed.`,
      ru: `У «${strategy}» нет работающих обработчиков, убивать некого.`,
    },
    {
      en: `Start one first: a cell with \`worker: { strategy: ${strategy} }\`.`,
      ru: `Сначала запустите его: ячейка с \`worker: { strategy: ${strategy} }\`.`,
    },
  );

export const strategyUnreadable = (file: string, cause: unknown) =>
  new LabError(
    "strategy-unreadable",
    {
      en: `${file} cannot be read: ${fileTrouble(cause).en}.`,
      ru: `Не удалось прочитать ${file}: ${fileTrouble(cause).ru}.`,
    },
    {
      en: "Put the file back, or open the lab anew with Surge Lab: Open Lab.",
      ru: "Верните файл на место или откройте занятие заново командой Surge Lab: Открыть занятие.",
    },
  );
