import { numberWords } from "../number-words.ts";
import type { en } from "./words.en.ts";

const { form } = numberWords("ru");

export const ru: typeof en = {
  about:
    "Открывает ответ на вопрос из текста над ячейкой или показывает вопросы, ответы на которые свёрнуты.",
  parameters: {
    questions: "Вопросы с ответами.",
    question: "Вопрос в разметке Markdown. Не нужен, если его задаёт текст над ячейкой.",
    answer: "Ответ в разметке Markdown; под вопросом самой ячейки он свёрнут.",
  },
  example:
    "discuss:\n  questions:\n    - question: Что вас удивило?\n      answer: Каждый потерянный запрос до этого был подтверждён.",
  values: { questions: "Сколько здесь вопросов." },
  title: (count) => `Сначала подумайте, потом откройте ${form(count, "ответ", "ответы", "ответы")}.`,
};
