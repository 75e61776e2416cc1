import type { en } from "./errors.en.ts";

export const ru: typeof en = {
  "not-a-report": ({ file }) => ({
    what: `${file} — не отчёт Surge Lab.`,
    remedy:
      "Укажите файл, который создан командой «Surge Lab: Сохранить отчёт» или параметром --report либо --json.",
  }),
  "newer-report": ({ file, version }) => ({
    what: `${file} создан более новой версией Surge Lab: формат отчёта ${version}, а эта версия знает только 1.`,
    remedy: "Обновите Surge Lab и проверьте отчёт снова.",
  }),
  "broken-report": ({ file, fault }) => ({
    what: `Результаты внутри ${file} не читаются (${fault}): файл изменён или повреждён после того, как был составлен.`,
    remedy: "Попросите отчёт в том виде, в каком он был сохранён.",
  }),
};
