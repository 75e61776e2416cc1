import type { en } from "./words.en.ts";

export const ru: typeof en = {
  exercise: "Упражнение; называется так же, как его блокнот.",
  takingUp: "Перезапускаю приложение с вашим файлом",
};
