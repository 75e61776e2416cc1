import { LabError } from "../../common/lab-error.ts";
import type { Move } from "./results.ts";

export const stepperEnded = (strategy: string, how: string) =>
  new LabError(
    "stepper-ended",
    {
      en: `The worker of “${strategy}” has ended by itself (${how}).`,
      ru: `Обработчик «${strategy}» завершился сам (${how}).`,
    },
    {
      en: "Read the strategy's file for a mistake, then run the step again.",
      ru: "Проверьте, нет ли ошибки в файле стратегии, и повторите шаг.",
    },
  );

export const stepperStuck = (strategy: string, seconds: number) =>
  new LabError(
    "stepper-stuck",
    {
      en: `The worker of “${strategy}” has not come to its next place within ${seconds} seconds.`,
      ru: `Обработчик «${strategy}» за ${seconds} секунд не дошёл до следующей точки.`,
    },
    {
      en: "See whether its `process` waits for something that never comes, and with an `inspect` cell whether the servers answer; then run the step again.",
      ru: "Проверьте, не ждёт ли его `process` того, что никогда не случится, и ячейкой `inspect` — отвечают ли серверы; затем повторите шаг.",
    },
  );

export const nothingToCrash = (strategy: string) =>
  new LabError(
    "nothing-to-crash",
    {
      en: `The worker of “${strategy}” came to no failpoint: there is no place to stand still at.`,
      ru: `Обработчик «${strategy}» не прошёл ни одной точки останова: остановиться негде.`,
    },
    {
      en: "Write `await failpoint(…)` into its `process`, as the other strategies do.",
      ru: "Поставьте в его `process` вызов `await failpoint(…)`, как в других стратегиях.",
    },
  );

export const batchFailed = (strategy: string, { code, message }: { code: string; message: string }) =>
  new LabError(
    "batch-failed",
    {
      en: `The worker of “${strategy}” failed even without a crash (${code}): ${message}.`,
      ru: `Обработчик «${strategy}» завершился сбоем и без аварии (${code}): ${message}.`,
    },
    {
      en: "Read the strategy's file for a mistake, then run the step again.",
      ru: "Проверьте, нет ли ошибки в файле стратегии, и повторите шаг.",
    },
  );

export const failpointNotReached = (strategy: string, place: string) =>
  new LabError(
    "failpoint-not-reached",
    {
      en: `The worker of “${strategy}” was at ${place} a moment ago and does not come there any more.`,
      ru: `Обработчик «${strategy}» только что проходил ${place}, а теперь до этой точки не доходит.`,
    },
    {
      en: "See that nothing else processes the strategy meanwhile, then run the step again.",
      ru: "Проверьте, что эту стратегию сейчас не обрабатывает кто-то другой, и повторите шаг.",
    },
  );

export const hitsRefused = (strategy: string, refused: number, code: string) =>
  new LabError(
    "hits-refused",
    {
      en: `${refused} hits of “${strategy}” were not accepted (${code}), so there is no batch to look at.`,
      ru: `Приложение не приняло запросы «${strategy}»: ${refused} (${code}). Пачки, за которой можно наблюдать, нет.`,
    },
    {
      en: "Look with an `inspect` cell at what the servers say, then run the step again.",
      ru: "Посмотрите ячейкой `inspect`, что говорят серверы, и повторите шаг.",
    },
  );

export const workersInTheWay = (strategy: string) =>
  new LabError(
    "workers-in-the-way",
    {
      en: `Workers that another cell has started empty the buffer of “${strategy}”.`,
      ru: `Буфер «${strategy}» опустошают обработчики, запущенные другой ячейкой.`,
    },
    {
      en: `End them first: a cell with \`worker: { strategy: ${strategy}, count: 0 }\`.`,
      ru: `Сначала остановите их: ячейка с \`worker: { strategy: ${strategy}, count: 0 }\`.`,
    },
  );

export const bufferNotEmpty = (strategy: string, pending: number) =>
  new LabError(
    "buffer-not-empty",
    {
      en: `The buffer of “${strategy}” holds ${pending} hits of before, and they cannot be moved into PostgreSQL.`,
      ru: `В буфере «${strategy}» остались прежние запросы (${pending}), и перенести их в PostgreSQL не удаётся.`,
    },
    {
      en: "Run a `reset` cell first, then this one again.",
      ru: "Сначала выполните ячейку `reset`, потом эту.",
    },
  );

export const moveNotPossible = (move: Move, number: number) =>
  new LabError(
    "move-not-possible",
    {
      en: `Move ${number}, \`${move}\`, is not possible: the worker is through with its batch by then.`,
      ru: `Ход ${number}, \`${move}\`, невозможен: к этому времени обработчик уже закончил пачку.`,
    },
    {
      en: "Leave it out. Without `moves` the cell shows which places there are.",
      ru: "Уберите его. Без `moves` ячейка покажет, какие точки есть.",
    },
  );
