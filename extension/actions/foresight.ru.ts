import type { en } from "./foresight.en.ts";
import { numberWords } from "./number-words.ts";

const { n } = numberWords("ru");

export const ru: typeof en = {
  prediction: {
    lead: "Ваш прогноз:",
    guess: (key, guess, got) => `${key} ${guess}, измерено ${got}`,
    reason: "Ваше объяснение:",
    right: "Точный прогноз.",
    surprise: "Неожиданность ценнее верной догадки: чем объяснить разницу?",
  },
  expectation: {
    held: "как ожидалось",
    missed: (key, want, got) => `ожидалось ${key} ${want}, измерено ${got}`,
    notHeld: (missed, all) => `не сбылось ожиданий: ${n(missed)} из ${n(all)}`,
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
    requestsPerSecond: "подтверждено",
  },
  ms: (ms) => `${ms} мс`,
  perSecond: (rate) => `${rate}/с`,
  nothing: "нет такого значения",
  yes: "да",
  no: "нет",
};
