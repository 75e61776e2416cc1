import { numberWords } from "../number-words.ts";
import type { en } from "./words.en.ts";

const { many, form } = numberWords("ru");

export const ru: typeof en = {
  statements: (count) => `${many(count, "команда выполнена", "команды выполнены", "команд выполнено")}.`,
  noStatement: "Выполнять было нечего.",
  truncated: (count) =>
    `${form(count, "Показана только первая", "Показаны только первые", "Показаны только первые")} ${many(count, "строка", "строки", "строк")}.`,
  empty: "Строк нет.",
  hint: (text) => `Подсказка сервера: ${text}`,
};
