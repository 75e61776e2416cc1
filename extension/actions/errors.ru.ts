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
  "setting-not-taken": ({ setting, wanted, got }) => ({
    what: `Для запуска указано \`${setting}: ${wanted}\`, но ${got === undefined ? "приложение не подтверждает эту настройку" : `на деле действует ${got}`}.`,
    remedy:
      "compose.yaml или приложение в папке lab-stack больше не читает эту настройку. Возьмите их из новой папки занятия (команда Surge Lab: Открыть занятие) и запустите стенд снова.",
  }),
  "reset-did-not-hold": ({ strategies }) => ({
    what: `После сброса в этих стратегиях остались запросы: ${strategies.join(", ")}.`,
    remedy: "Кто-то всё ещё отправляет запросы приложению. Остановите его и повторите сброс.",
  }),
};
