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
    remedy: "Укажите путь к отчёту, созданному с параметром --report или --json либо сохранённому в VS Code.",
  }),
  "report-too-large": ({ file }) => ({
    what: `${file} слишком велик для отчёта.`,
    remedy: "Попросите прислать отчёт в том виде, в котором его сохранили.",
  }),
  "grade-folder-unreadable": ({ folder, error }) => ({
    what: unreadable(folder, error),
    remedy: "Укажите папку с отчётами.",
  }),
  "nothing-to-grade": ({ folder }) => ({
    what: `В папке ${folder} нет отчётов (*.html, *.json).`,
    remedy: "Укажите папку с отчётами; отчёты каждого студента могут лежать в отдельной папке внутри неё.",
  }),
  "grade-no-stack": ({ said }) => ({
    what: `Стенд здесь не запускается, поэтому проверить код нельзя: ${said}`,
    remedy: "Сначала выполните npm run lab: он скажет, чего не хватает.",
  }),
  "fence-not-here": {
    what: "Ограждение, которое не пускает код студентов к вашим файлам и в сеть, работает только в Linux.",
    remedy:
      "Проверяйте работы в Linux: в WSL или в виртуальной машине. Или прочитайте код и запустите с параметром --unfenced.",
  },
  "fence-unavailable": ({ said }) => ({
    what: `Ограждение для кода студентов здесь не создать: ${said}`,
    remedy:
      "Нужны util-linux, iproute2 и пространства имён пользователей, которые некоторые системы разрешают только root: попробуйте с sudo. Или прочитайте код и запустите с параметром --unfenced.",
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
