import type { en } from "./errors.en.ts";

export const ru: typeof en = {
  "no-traced-run": ({ run }) => ({
    what:
      run === undefined
        ? "Ни одного прогона с трассировкой ещё не было."
        : `Прогон ${run} шёл без трассировки, его записи не удалось прочитать, или его не было.`,
    remedy: "Добавьте к нагрузке `trace: true`, запустите её, а затем снова этот шаг.",
  }),
};
