import { formatNumber, type Language } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import type { Counted } from "./results.ts";
import { left, right } from "./view.ts";
import type { Texts } from "./words.ts";

/** A row for each strategy that has counted; those at zero are only named. */
export function countersBlock(
  counters: readonly ({ readonly strategy: string } & Counted)[],
  words: Texts,
  language: Language,
): Block {
  const isZero = ({ stored, pending }: Counted) => stored === 0 && pending === 0;
  const counted = counters.filter((each) => !isZero(each));
  if (counted.length === 0) return { kind: "line", text: words.inspect.allZero };
  const others = counters.filter(isZero).map(({ strategy }) => strategy);
  return {
    kind: "table",
    caption: words.inspect.counters,
    columns: [left(words.inspect.strategy), right(words.inspect.stored), right(words.inspect.pending)],
    rows: counted.map(({ strategy, stored, pending }) => [
      strategy,
      formatNumber(stored, language),
      formatNumber(pending, language),
    ]),
    ...(others.length > 0 && { note: words.inspect.zero(others.join(", ")) }),
  };
}
