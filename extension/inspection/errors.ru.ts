import type { en } from "./errors.en.ts";

export const ru: typeof en = {
  "app-refused": ({ request, status, body }) => ({
    what: `Приложение ответило ${status} на ${request}: ${body}.`,
    remedy: "Посмотрите журнал серверов (Surge Lab: Показать журналы) и повторите шаг.",
  }),
  "app-answer": ({ request, reason }) => ({
    what: `Ответ приложения на ${request} не такой, какого ждёт занятие: ${reason}.`,
    remedy: "Исправьте то, что там возвращает стратегия, и повторите шаг.",
  }),
};
