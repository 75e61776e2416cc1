import { formatNumber, type Language } from "../../common/language.ts";
import type { TableBlock } from "../blocks.ts";
import { formatLatency, formatRate } from "../format.ts";
import type { CompareResult, LoadResult } from "../results.ts";
import type { Texts } from "../texts/index.ts";
import { left, right, type View } from "./view.ts";

const shortMs = 5000;

export function compareView({ runs }: CompareResult, words: Texts, language: Language): View {
  if (runs.length === 0) return { main: [{ kind: "verdict", sign: "•", text: words.compare.none }] };
  return {
    main: [
      { kind: "verdict", sign: "•", text: words.compare.title(runs.length) },
      runsTable(runs, words, language),
    ],
  };
}

function runsTable(runs: readonly LoadResult[], words: Texts, language: Language): TableBlock {
  const { run, strategy, ...numbers } = words.compare.columns;
  const table: TableBlock = {
    kind: "table",
    caption: words.compare.caption,
    columns: [left(run), left(strategy), ...Object.values(numbers).map(right)],
    rows: runs.map((result) => runRow(result, language)),
  };
  return runs.some(isShort) ? { ...table, note: words.compare.short } : table;
}

function isShort({ durationMs }: LoadResult): boolean {
  return durationMs < shortMs;
}

/** In the order of the columns in the texts. */
function runRow(result: LoadResult, language: Language): string[] {
  const number = (value: number) => formatNumber(value, language);
  const atLeast = (count: number) => (count > 0 && !result.byName ? `≥${number(count)}` : number(count));
  const answered = result.ok + result.failed > 0;
  return [
    number(result.run) + (isShort(result) ? "*" : ""),
    result.strategy,
    number(result.connections),
    number(result.attempted),
    number(result.failed),
    atLeast(result.lost),
    atLeast(result.duplicated),
    number(result.stored),
    formatRate(result.requestsPerSecond, language),
    answered ? formatLatency(result.latencyMs.p50, language) : "–",
    answered ? formatLatency(result.latencyMs.p99, language) : "–",
  ];
}
