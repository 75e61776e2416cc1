import type { en } from "./foresight.en.ts";
import { numberWords } from "./number-words.ts";

const { many } = numberWords("ru");

export const ru: typeof en = {
  prediction: {
    caption: "Ваш прогноз",
    what: "Что",
    guess: "Вы ждали",
    got: "Измерено",
    right: "Точный прогноз.",
    surprise: "Неожиданность ценнее верной догадки: чем объяснить разницу?",
  },
  expectation: {
    held: (count) =>
      count === 1
        ? "Всё совпало с ожиданием этого шага."
        : `Всё совпало с ожиданиями этого шага (${many(count, "значение", "значения", "значений")}).`,
    missed: (key, want, got) => `Этот шаг ожидает ${key} ${want}; измерено: ${got}.`,
  },
  keys: {
    attempted: "отправлено",
    ok: "подтверждено",
    failed: "отказ",
    unknown: "неясно",
    stored: "сохранено",
    pending: "в буфере",
    lost: "потеряно",
    duplicated: "посчитано повторно",
    unexpected: "не подтверждалось",
    recovered: "всё же учтено",
    processed: "перенесено",
    verdict: "вердикт",
  },
  nothing: "нет такого значения",
  yes: "да",
  no: "нет",
};
