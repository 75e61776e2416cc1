import { formatNumber, type Language } from "../../common/language.ts";
import type { TableBlock } from "../blocks.ts";
import type { Counted } from "../results.ts";
import type { Texts } from "../texts/index.ts";
import { left, right } from "./view.ts";

export function countersTable(
  counters: readonly ({ readonly strategy: string } & Counted)[],
  words: Texts,
  language: Language,
): TableBlock {
  return {
    kind: "table",
    caption: words.inspect.counters,
    columns: [left(words.inspect.strategy), right(words.inspect.stored), right(words.inspect.pending)],
    rows: counters.map(({ strategy, stored, pending }) => [
      strategy,
      formatNumber(stored, language),
      formatNumber(pending, language),
    ]),
  };
}
