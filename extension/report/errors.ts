import { LabError } from "../common/lab-error.ts";

export const notAReport = (file: string) =>
  new LabError(
    "not-a-report",
    {
      en: `${file} is not a report of Surge Lab.`,
      ru: `${file} — не отчёт Surge Lab.`,
    },
    {
      en: "Give a file that Surge Lab: Export Report or --report has written.",
      ru: "Укажите файл, который создан командой «Surge Lab: Сохранить отчёт» или параметром --report.",
    },
  );

export const newerReport = (file: string, version: number) =>
  new LabError(
    "newer-report",
    {
      en: `${file} was written by a newer Surge Lab: its format is ${version}, and this one knows 1.`,
      ru: `${file} создан более новой версией Surge Lab: формат отчёта ${version}, а эта версия знает только 1.`,
    },
    {
      en: "Update Surge Lab and verify it again.",
      ru: "Обновите Surge Lab и проверьте отчёт снова.",
    },
  );

/** @param what the parser complains about, or the place that is not as it must be */
export const brokenReport = (file: string, what: string) =>
  new LabError(
    "broken-report",
    {
      en: `The results inside ${file} cannot be read (${what}), so it was changed or damaged after it was made.`,
      ru: `Результаты внутри ${file} не читаются (${what}): файл изменён или повреждён после того, как был составлен.`,
    },
    {
      en: "Ask for the report as it was exported.",
      ru: "Попросите отчёт в том виде, в каком он был сохранён.",
    },
  );
