import { formatNumber, type Language, plural } from "../common/language.ts";
import { formatDuration } from "../drawing/format.ts";

/** What the sentences of a catalogue are made with: `n(1000)`, `many(3, "hit", "hits")`, `time(1500)`. */
export function numberWords(language: Language) {
  const n = (value: number) => formatNumber(value, language);
  /** The form alone, where the number stands elsewhere. */
  const form = (count: number, ...forms: string[]) => plural(count, language, ...forms);
  return {
    n,
    form,
    many: (count: number, ...forms: string[]) => `${n(count)} ${form(count, ...forms)}`,
    /** A share of one, in whole percent. */
    percent: (share: number) => `${n(Math.round(share * 100))}\u00a0%`,
    time: (ms: number) => formatDuration(ms, language),
  };
}
