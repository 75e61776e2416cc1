import type { Language } from "../common/language.ts";
import type { VerdictBlock } from "../results/blocks.ts";

interface Words {
  readonly signs: Readonly<Record<VerdictBlock["sign"], string>>;
  readonly part: string;
  readonly share: string;
  readonly unreadable: string;
}

/** What the drawing itself says; all else comes ready in the blocks. */
export const words: Readonly<Record<Language, Words>> = {
  en: {
    signs: {
      "✓": "The ledger closes",
      "✗": "Something is wrong",
      "~": "The ledger stays open",
      "•": "Result",
    },
    part: "Hits",
    share: "Share of all",
    unreadable:
      "This result was written by another version of Surge Lab and cannot be shown. Run the cell again to get it anew.",
  },
  ru: {
    signs: {
      "✓": "Баланс сошёлся",
      "✗": "Что-то не так",
      "~": "Баланс не закрыт",
      "•": "Результат",
    },
    part: "Запросы",
    share: "Доля от всех",
    unreadable:
      "Этот результат записала другая версия Surge Lab, показать его нельзя. Выполните ячейку ещё раз, и он появится.",
  },
};
