import type { Localized } from "../common/language.ts";

/** What only the notebook's drawing says; all else comes ready in the blocks. */
export const unreadable: Localized = {
  en: "This result was written by another version of Surge Lab and cannot be shown. Run the cell again to get it anew.",
  ru: "Этот результат записала другая версия Surge Lab, показать его нельзя. Выполните ячейку ещё раз, и он появится.",
};
