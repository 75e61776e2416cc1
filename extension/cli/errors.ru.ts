import { fileTrouble } from "../common/file-trouble.ts";
import type { en } from "./errors.en.ts";
import { ru as words } from "./words.ru.ts";

const unreadable = (file: string, error: unknown) =>
  `Не удалось прочитать ${file}: ${fileTrouble(error).ru}.`;

export const ru: typeof en = {
  "notebook-unreadable": ({ file, error }) => ({
    what: unreadable(file, error),
    remedy:
      "Укажите путь к файлу .lab.md или не указывайте ничего: тогда выполнится занятие из самой лаборатории.",
  }),
  "no-cells": ({ file }) => ({
    what: `В ${file} нет ни одной ячейки.`,
    remedy: "Ячейка — это блок, который начинается с ```yaml lab, ```sql lab или ```redis lab и имени шага.",
  }),
  "step-not-found": ({ missing, meant, steps }) => ({
    what: `В занятии нет шага ${missing}.${words.didYouMean(meant)}`,
    remedy: `Шаги: ${steps}.`,
  }),
  "report-unwritable": ({ file, error }) => ({
    what: `Не удалось записать результаты в ${file}: ${fileTrouble(error).ru}.`,
    remedy: "Выберите файл в существующей папке, доступной для записи.",
  }),
  "report-unreadable": ({ file, error }) => ({
    what: unreadable(file, error),
    remedy: "Укажите путь к отчёту, созданному с параметром --report или сохранённому в VS Code.",
  }),
  "superuser-not-allowed": ({ steps }) => ({
    what: `Эти ячейки SQL будут выполнены от имени суперпользователя PostgreSQL, а он может запускать программы и читать файлы с вашими правами: ${steps}.`,
    remedy: "Прочитайте их. Если вы доверяете блокноту, запустите его с параметром --superuser.",
  }),
  usage: ({ say }) => ({
    what: say(words.usage),
    remedy: "Подробнее: npm run lab -- --help.",
  }),
};
