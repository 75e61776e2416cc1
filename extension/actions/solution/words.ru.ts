import type { en } from "./words.en.ts";

export const ru: typeof en = {
  about:
    "Показывает эталонное решение упражнения. Обращение записывается в `.surge-lab/asked.json`; ваш файл не меняется.",
  values: { file: "Файл с решением." },
  title: (exercise) =>
    `Одно из решений упражнения ${exercise.replace("exercise-", "")}; проверку проходят и другие.`,
};
