import { numberWords } from "../number-words.ts";
import type { en } from "./words.en.ts";

const { many, form } = numberWords("ru");

export const ru: typeof en = {
  statements: (count) => `${many(count, "команда выполнена", "команды выполнены", "команд выполнено")}.`,
  noStatement: "Выполнять было нечего.",
  truncated: (count) =>
    `${form(count, "Показана только первая", "Показаны только первые", "Показаны только первые")} ${many(count, "строка", "строки", "строк")}.`,
  empty: "Строк нет.",
  asSuperuser:
    "Ячейка будет выполнена от имени суперпользователя PostgreSQL. Он может запускать программы, читать и записывать файлы с правами учётной записи, под которой работает PostgreSQL. Соглашайтесь, только если понимаете, что делает ячейка.",
  notAllowed:
    "У роли, с которой выполняются ячейки SQL, прав немного. Все права есть у ячейки, первая строка которой — «-- as: superuser».",
  hint: (text) => `Подсказка сервера: ${text}`,
};
