import type { Language } from "../common/language.ts";
import type { VerdictBlock } from "./blocks.ts";

const signs: Readonly<Record<Exclude<VerdictBlock["sign"], "•">, string>> = {
  "=": "The ledger closes",
  "≠": "The ledger does not close",
  "≈": "The exact total is unknown",
  "!": "Exception",
  "✗": "The step failed",
};

const en = {
  /** What a screen reader says for the sign of a verdict. */
  signs,
  held: "The expectations held",
  missed: "An expectation did not hold",
  part: "Hits",
  share: "Share of all",
  units: { ms: "ms", s: "s", gib: "GiB" },
  unreadable:
    "This result was written by another version of Surge Lab, and this one cannot draw it. Run the cell again.",
  itsText: "Its text",
};

const ru: typeof en = {
  signs: {
    "=": "Учёт сошёлся",
    "≠": "Учёт не сошёлся",
    "≈": "Точный итог неизвестен",
    "!": "Исключение",
    "✗": "Шаг не выполнен",
  },
  held: "Ожидания сбылись",
  missed: "Ожидание не сбылось",
  part: "Запросы",
  share: "Доля от всех",
  units: { ms: "мс", s: "с", gib: "ГиБ" },
  unreadable:
    "Этот результат записан другой версией Surge Lab, и нарисовать его эта версия не может. Выполните ячейку ещё раз.",
  itsText: "Его текст",
};

/** What a drawing says by itself; everything else comes ready in the blocks. */
export const drawingWords: Readonly<Record<Language, typeof en>> = { en, ru };
