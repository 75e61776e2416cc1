import { fileTrouble } from "../common/file-trouble.ts";
import { LabError } from "../common/lab-error.ts";
import { nearest } from "../common/nearest.ts";

export const notebookUnreadable = (file: string, cause: unknown) =>
  new LabError(
    "notebook-unreadable",
    {
      en: `${file} cannot be read: ${fileTrouble(cause).en}.`,
      ru: `Не удалось прочитать ${file}: ${fileTrouble(cause).ru}.`,
    },
    {
      en: "Give the path of a .lab.md file, or none for the lab's own notebook.",
      ru: "Укажите путь к файлу .lab.md или не указывайте ничего: тогда выполнится занятие из самой лаборатории.",
    },
    { cause },
  );

export const noCells = (file: string) =>
  new LabError(
    "no-cells",
    { en: `${file} has no cell to run.`, ru: `В ${file} нет ни одной ячейки.` },
    {
      en: "A cell is a fenced block that begins with ```yaml lab, ```sql lab or ```redis lab and the name of its step.",
      ru: "Ячейка — это блок, который начинается с ```yaml lab, ```sql lab или ```redis lab и имени шага.",
    },
  );

export const cellsNotFound = (missing: readonly string[], steps: readonly string[]) => {
  const meant = nearest(missing[0] ?? "", steps);
  return new LabError(
    "step-not-found",
    {
      en: `The notebook has no step ${missing.join(", ")}.${meant ? ` Did you mean ${meant}?` : ""}`,
      ru: `В занятии нет шага ${missing.join(", ")}.${meant ? ` Возможно, ${meant}?` : ""}`,
    },
    { en: `Steps: ${steps.join(", ")}.`, ru: `Шаги: ${steps.join(", ")}.` },
  );
};

export const reportUnwritable = (file: string, cause: unknown) =>
  new LabError(
    "report-unwritable",
    {
      en: `The results cannot be written to ${file}: ${fileTrouble(cause).en}.`,
      ru: `Не удалось записать результаты в ${file}: ${fileTrouble(cause).ru}.`,
    },
    {
      en: "Choose a file in a folder that exists and can be written to.",
      ru: "Выберите файл в существующей папке, доступной для записи.",
    },
    { cause },
  );

export const reportUnreadable = (file: string, cause: unknown) =>
  new LabError(
    "report-unreadable",
    {
      en: `${file} cannot be read: ${fileTrouble(cause).en}.`,
      ru: `Не удалось прочитать ${file}: ${fileTrouble(cause).ru}.`,
    },
    {
      en: "Give the path of a report that was written with --report or exported in VS Code.",
      ru: "Укажите путь к отчёту, созданному с параметром --report или сохранённому в VS Code.",
    },
    { cause },
  );
