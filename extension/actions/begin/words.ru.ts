import type { en } from "./words.en.ts";

export const ru: typeof en = {
  about:
    "Начинает упражнение или возвращает его начальный вариант: записывает его в файл стратегии `yours`. Прежний текст сохраняется рядом.",
  values: { file: "Файл с начальным вариантом." },
  written: (exercise, file) =>
    `Начальный вариант упражнения ${exercise.replace("exercise-", "")} записан в ${file}.`,
  kept: (name) => `Прежний текст этого файла сохранён рядом: ${name}.`,
};
