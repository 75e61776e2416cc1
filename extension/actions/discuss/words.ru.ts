import { numberWords } from "../number-words.ts";
import type { en } from "./words.en.ts";

const { form } = numberWords("ru");

export const ru: typeof en = {
  about: "Показывает вопросы; ответы свёрнуты, пока их не откроют.",
  parameters: {
    questions: "Вопросы с ответами.",
    question: "Вопрос в разметке Markdown.",
    answer: "Ответ в разметке Markdown; свёрнут, пока его не откроют.",
  },
  example:
    "discuss:\n  questions:\n    - question: Что вас удивило?\n      answer: Каждый потерянный запрос до этого был подтверждён.",
  values: { questions: "Сколько здесь вопросов." },
  title: (count) => `Сначала подумайте, потом откройте ${form(count, "ответ", "ответы", "ответы")}.`,
};
