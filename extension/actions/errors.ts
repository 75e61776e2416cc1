import { defineErrors, LabError } from "../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

export const sessionError = defineErrors({ en, ru });

export const appRefused = (what: string, status: number, body: string) =>
  new LabError(
    "app-refused",
    {
      en: `The app answered ${status} to ${what}: ${body}.`,
      ru: `Приложение ответило ${status} на ${what}: ${body}.`,
    },
    {
      en: "Look at the servers' log (Surge Lab: Show Logs) and run the step again.",
      ru: "Посмотрите журнал серверов (Surge Lab: Показать журналы) и повторите шаг.",
    },
  );
