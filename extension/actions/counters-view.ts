import { formatNumber, type Language } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import type { Counted } from "../stack/stack.ts";
import { left, right } from "./columns.ts";

const en = {
  caption: "Counters",
  strategy: "Strategy",
  stored: "Stored",
  pending: "In the buffer",
  zero: (strategies: string) => `At zero: ${strategies}.`,
  allZero: "Every counter is at zero, and nothing is in a buffer.",
};

const ru: typeof en = {
  caption: "Счётчики",
  strategy: "Стратегия",
  stored: "Сохранено",
  pending: "В буфере",
  zero: (strategies) => `На нуле: ${strategies}.`,
  allZero: "Все счётчики на нуле, в буферах пусто.",
};

/** A row for each strategy that has counted; those at zero are only named. */
export function countersBlock(
  counters: readonly ({ readonly strategy: string } & Counted)[],
  language: Language,
): Block {
  const words = { en, ru }[language];
  const isZero = ({ stored, pending }: Counted) => stored === 0 && pending === 0;
  const counted = counters.filter((each) => !isZero(each));
  if (counted.length === 0) return { kind: "line", text: words.allZero };
  const others = counters.filter(isZero).map(({ strategy }) => strategy);
  return {
    kind: "table",
    caption: words.caption,
    columns: [left(words.strategy), right(words.stored), right(words.pending)],
    rows: counted.map(({ strategy, stored, pending }) => [
      strategy,
      formatNumber(stored, language),
      formatNumber(pending, language),
    ]),
    ...(others.length > 0 && { note: words.zero(others.join(", ")) }),
  };
}
