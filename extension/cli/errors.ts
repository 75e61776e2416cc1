import { explain, LabError } from "../common/lab-error.ts";
import { nearest } from "../common/nearest.ts";

export const notebookUnreadable = (file: string, cause: unknown) =>
  new LabError(
    "notebook-unreadable",
    {
      en: `${file} cannot be read: ${explain(cause, "en")}.`,
      ru: `Не удалось прочитать ${file}: ${explain(cause, "ru")}.`,
    },
    {
      en: "Give the path of a .lab.md file, or none for the lab's own notebook.",
      ru: "Укажите путь к файлу .lab.md или не указывайте ничего: тогда откроется собственное занятие.",
    },
    { cause },
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
      en: `The results cannot be written to ${file}: ${explain(cause, "en")}.`,
      ru: `Не удалось записать результаты в ${file}: ${explain(cause, "ru")}.`,
    },
    {
      en: "Choose a file in a folder that exists and can be written to.",
      ru: "Выберите файл в существующей папке, доступной для записи.",
    },
    { cause },
  );
