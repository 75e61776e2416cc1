import type { Language } from "../common/language.ts";
import type { VerdictBlock } from "./blocks.ts";

interface DrawingWords {
  /** What a verdict's sign says to who does not see it. */
  readonly signs: Readonly<Record<VerdictBlock["sign"], string>>;
  readonly part: string;
  readonly share: string;
}

/** What the notebook's drawing and the report's say by themselves; all else comes ready in the blocks. */
export const drawingWords: Readonly<Record<Language, DrawingWords>> = {
  en: {
    signs: {
      "✓": "The ledger closes",
      "✗": "Something is wrong",
      "~": "The ledger stays open",
      "•": "Result",
    },
    part: "Hits",
    share: "Share of all",
  },
  ru: {
    signs: {
      "✓": "Учёт сошёлся",
      "✗": "Что-то не так",
      "~": "Учёт не закрыт",
      "•": "Результат",
    },
    part: "Запросы",
    share: "Доля от всех",
  },
};
