import * as z from "zod";
import { formatNumber, type Language } from "../common/language.ts";
import type { Block, TableBlock } from "../drawing/blocks.ts";
import type { CountedOf } from "../inspection/counted.ts";
import type { Counted } from "../stack/stack.ts";
import { left, right } from "./columns.ts";
import { count } from "./result-parts.ts";

const en = {
  caption: "Counters",
  strategy: "Strategy",
  stored: "Stored",
  pending: "In the buffer",
  zero: (strategies: string) => `At zero: ${strategies}.`,
  /** `hits` as in “memory 12, rabbitmq 1,000”. */
  claimed: (hits: string) =>
    `* Only by the app's word: ${hits}. The lab finds no trace of them in Redis or PostgreSQL.`,
  unanswered: (strategies: string) => `The app did not say what is in the buffer of ${strategies}.`,
  allZero: "Every counter is at zero, and nothing is in a buffer.",
};

const ru: typeof en = {
  caption: "Счётчики",
  strategy: "Стратегия",
  stored: "Сохранено",
  pending: "В буфере",
  zero: (strategies) => `На нуле: ${strategies}.`,
  claimed: (hits) => `* Только со слов приложения: ${hits}. В Redis и PostgreSQL лаборатория их не находит.`,
  unanswered: (strategies) => `Приложение не сообщило, что в буфере: ${strategies}.`,
  allZero: "Все счётчики на нуле, в буферах пусто.",
};

/** A strategy that did not say what is in its buffer, with what is stored. */
export const unanswered = z.object({ strategy: z.string(), stored: count });
type Unanswered = z.infer<typeof unanswered>;

/** A row for each strategy that has counted; those at zero are only named. */
export function countersBlocks(
  counters: readonly CountedOf[],
  unanswered: readonly Unanswered[],
  language: Language,
): Block[] {
  const words = { en, ru }[language];
  const number = (value: number) => formatNumber(value, language);
  const isZero = ({ stored, pending }: Counted) => stored === 0 && pending === 0;
  const counted = counters.filter((each) => !isZero(each));
  if (counted.length + unanswered.length === 0) return [{ kind: "line", text: words.allZero }];
  const claimed = counted.flatMap(({ strategy, claimed = 0 }) =>
    claimed > 0 ? [`${strategy} ${number(claimed)}`] : [],
  );
  const others = counters.filter(isZero).map(({ strategy }) => strategy);
  const claimedLines: Block[] =
    claimed.length > 0 ? [{ kind: "line", tone: "hint", text: words.claimed(claimed.join(", ")) }] : [];
  const table: TableBlock = {
    kind: "table",
    caption: words.caption,
    columns: [left(words.strategy), right(words.stored), right(words.pending)],
    rows: [
      ...counted.map(({ strategy, stored, pending, claimed }) => [
        strategy,
        number(stored),
        `${number(pending)}${claimed ? "*" : ""}`,
      ]),
      ...unanswered.map(({ strategy, stored }) => [strategy, number(stored), "?"]),
    ],
    ...(others.length > 0 && { note: words.zero(others.join(", ")) }),
  };
  return [table, ...claimedLines, ...unansweredLines(unanswered, language)];
}

export function unansweredLines(unanswered: readonly Unanswered[], language: Language): Block[] {
  if (unanswered.length === 0) return [];
  const strategies = unanswered.map(({ strategy }) => strategy).join(", ");
  return [{ kind: "line", tone: "hint", text: { en, ru }[language].unanswered(strategies) }];
}
