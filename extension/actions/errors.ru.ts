import { explain } from "../common/lab-error.ts";
import type { en } from "./errors.en.ts";

export const ru: typeof en = {
  "stack-not-started": {
    what: "Стенд не запущен.",
    remedy:
      "Сначала выполните шаг, который его запускает (ячейка со `start:`), или команду Surge Lab: Запустить стенд.",
  },
  "stack-died": ({ cause }) => ({
    what: `Стенд перестал работать: ${explain(cause, "ru")}`,
    remedy: "Выполните шаг запуска ещё раз.",
  }),
  "count-still-changes": ({ strategy, seconds }) => ({
    what: `Счёт «${strategy}» меняется уже ${seconds} с, хотя этот шаг ещё не отправил ни одного запроса.`,
    remedy:
      "Либо запросы прежнего прогона записываются с опозданием, либо их шлёт кто-то ещё. Повторите шаг, когда `inspect` дважды подряд покажет одно и то же число.",
  }),
  "reset-did-not-hold": ({ strategies }) => ({
    what: `После сброса в этих стратегиях остались запросы: ${strategies.join(", ")}.`,
    remedy: "Кто-то всё ещё отправляет запросы приложению. Остановите его и повторите сброс.",
  }),
};
