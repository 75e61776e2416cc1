import type { Language } from "../../common/language.ts";
import { type BarFill, type BarsChart, barsSummary } from "../../drawing/bars.ts";
import type { Block, LineBlock } from "../../drawing/blocks.ts";
import { timeParts } from "../../ledger/hit-time.ts";
import {
  kindOf,
  type Limit,
  type OwnLimit,
  type ProcessorShares,
  type WaitKind,
  waitKinds,
} from "../../ledger/limit.ts";
import { left, right } from "../columns.ts";
import { numberWords } from "../number-words.ts";
import type { LoadResult } from "./result.ts";
import { en } from "./time.en.ts";
import { ru } from "./time.ru.ts";

type Words = typeof en;

/** What limited the run, and the figures that say so. Nothing for a result of an earlier version. */
export function timeBlocks(result: LoadResult, language: Language): Block[] {
  const words = { en, ru }[language];
  const { limitedBy } = result;
  if (!limitedBy) return [];
  const line: LineBlock = { kind: "line", text: words.limitedBy(limitSentence(limitedBy, words)) };
  const bars = [...hitBar(result, words), ...waitsBar(result, words), ...processorBar(result, words)];
  return bars.length > 0 ? [line, chart(bars, words, language)] : [line];
}

function limitSentence(limit: Limit, words: Words): string {
  if (limit.code === "other-programs")
    return words.otherPrograms(limit.share, ownSentence(limit.otherwise, words));
  return ownSentence(limit, words);
}

function ownSentence(limit: OwnLimit, { limits, holder }: Words): string {
  if (limit.code === "row-lock") {
    const held = limit.holder === null ? null : holder(kindOf(limit.holder), limit.holder);
    return limits["row-lock"]({ ...limit, holder: held });
  }
  // Each sentence takes the limit whose code it stands under.
  const sentence = limits[limit.code] as (limit: OwnLimit) => string;
  return sentence(limit);
}

interface Measured {
  readonly label: string;
  /** The same in a word, for each row of the table. */
  readonly name: string;
  readonly parts: readonly {
    readonly fill: BarFill;
    readonly label: string;
    readonly share: number;
    readonly ms?: number;
  }[];
}

function hitBar({ time }: LoadResult, words: Words): Measured[] {
  if (!time) return [];
  const { meanMs, partsMs } = time;
  const parts = timeParts.map((part) => ({
    fill: `of-${part}` as const,
    label: words.parts[part],
    share: partsMs[part] / meanMs,
    ms: partsMs[part],
  }));
  return [{ label: words.hit(meanMs), name: words.table.hit, parts }];
}

function waitsBar({ waits }: LoadResult, words: Words): Measured[] {
  if (!waits) return [];
  const shares = new Map<WaitKind, number>();
  for (const [event, share] of Object.entries(waits))
    shares.set(kindOf(event), (shares.get(kindOf(event)) ?? 0) + share);
  const parts = waitKinds.map((kind) => ({
    fill: `of-${kind === "other" ? "wait" : kind}` as const,
    label: words.waits[kind],
    share: shares.get(kind) ?? 0,
  }));
  return [{ label: words.backends, name: "PostgreSQL", parts }];
}

const userFills: Readonly<Record<keyof ProcessorShares, BarFill>> = {
  generator: "of-generator",
  app: "of-app",
  postgres: "of-postgres",
  redis: "of-redis",
  broker: "of-broker",
  others: "of-others",
  idle: "of-nobody",
};

function processorBar({ processor }: LoadResult, words: Words): Measured[] {
  if (!processor) return [];
  const parts = (Object.keys(userFills) as (keyof ProcessorShares)[]).map((user) => ({
    fill: userFills[user],
    label: words.users[user],
    share: processor[user] ?? 0,
  }));
  return [{ label: words.processor, name: words.processor, parts }];
}

function chart(measured: readonly Measured[], words: Words, language: Language): BarsChart {
  const { percent } = numberWords(language);
  const bars = measured.map(({ label, name, parts }) => ({
    label,
    name,
    parts: parts.map((part) => ({ ...part, note: percent(part.share) })),
  }));
  const { table } = words;
  return {
    kind: "chart",
    form: "bars",
    caption: words.caption,
    summary: barsSummary(words.caption, bars),
    bars,
    table: {
      kind: "table",
      caption: table.caption,
      columns: [left(table.of), left(table.part), right(table.share), right(table.ms)],
      rows: bars.flatMap(({ name, parts }) =>
        parts
          .filter(({ share }) => share > 0)
          .map(({ label, note, ms }) => [name, label, note, ms === undefined ? "" : words.ms(ms)]),
      ),
    },
  };
}
