import { formatNumber, type Language } from "../../common/language.ts";
import type { Block, TableBlock } from "../../drawing/blocks.ts";
import type { PanelsChart } from "../../drawing/charts.ts";
import { formatLatency } from "../../drawing/format.ts";
import { panelsChart } from "../../drawing/panels.ts";
import type { ServiceName } from "../../stack/stack.ts";
import { left, right } from "../columns.ts";
import type { LoadResult } from "../load/result.ts";
import { serviceWords } from "../service-names.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

/** One strategy and one freeze of a server, as a closed and as an open loop measured it. */
interface Pair {
  readonly strategy: string;
  readonly service: ServiceName;
  readonly pausedMs: number;
  /** A hit that took longer is a slow one, milliseconds. */
  readonly limit: number;
  /** The closed loop, then the open one. */
  readonly seen: readonly [Seen, Seen];
}

interface Seen {
  readonly run: LoadResult;
  readonly slow: number;
}

/** The waiting that a closed loop hides during a freeze, where the runs show it: the latest pair of each strategy. */
export function hiddenWait(runs: readonly LoadResult[], language: Language): Block[] {
  const words = { en, ru }[language];
  const strategies = [...new Set(runs.map(({ strategy }) => strategy))];
  return strategies.flatMap((strategy) => {
    const pair = pairOf(runs.filter((run) => run.strategy === strategy).reverse());
    if (!pair) return [];
    return [
      { kind: "line", tone: "hint", text: sentence(pair, words, serviceWords[language].frozen) },
      charts(pair, words, language),
      table(pair, words, language),
    ];
  });
}

/** @param latest runs of one strategy, the latest first. */
function pairOf(latest: readonly LoadResult[]): Pair | undefined {
  for (const open of latest) {
    if (open.model !== "open-loop" || !wasPaused(open)) continue;
    const closed = latest.find(
      (run) => run.model === "closed-loop" && !run.by && wasPaused(run) && samePause(run, open),
    );
    if (closed) return pairUp(closed, open);
  }
  return undefined;
}

function wasPaused({ pause }: LoadResult): boolean {
  return pause !== undefined && pause.fromMs !== null;
}

function samePause({ pause: one }: LoadResult, { pause: other }: LoadResult): boolean {
  return one?.service === other?.service && one?.after === other?.after && one?.ms === other?.ms;
}

function pairUp(closed: LoadResult, open: LoadResult): Pair {
  const { ms: pausedMs = 0, service = "app" } = open.pause ?? {};
  const limit = limitFor(pausedMs);
  const seen = (run: LoadResult): Seen => ({ run, slow: slowerThan(limit, run) });
  return { strategy: open.strategy, service, pausedMs, limit, seen: [seen(closed), seen(open)] };
}

/** About a tenth of the freeze: 1, 2 or 5 of a decade, because buckets end there. */
function limitFor(pausedMs: number): number {
  const tenth = Math.max(1, pausedMs / 10);
  const decade = 10 ** Math.floor(Math.log10(tenth));
  return Math.max(...[1, 2, 5].map((step) => step * decade).filter((limit) => limit <= tenth));
}

function slowerThan(ms: number, { latencyBuckets }: LoadResult): number {
  return latencyBuckets.reduce((sum, { upToMs, count }) => sum + (upToMs > ms ? count : 0), 0);
}

function percentOf({ run, slow }: Seen): number {
  return (100 * slow) / Math.max(1, run.attempted);
}

/** The reason is given only where the numbers support it. */
function sentence(
  { service, pausedMs, limit, seen: [closed, open] }: Pair,
  { hidden }: Words,
  frozen: Readonly<Record<ServiceName, string>>,
): string {
  const numbers = hidden.numbers(
    frozen[service],
    pausedMs,
    limit,
    closed.slow,
    closed.run.attempted,
    open.slow,
    open.run.attempted,
  );
  return percentOf(closed) < percentOf(open) ? `${numbers} ${hidden.reason}` : numbers;
}

function charts({ strategy, limit, seen }: Pair, words: Words, language: Language): PanelsChart {
  const bar = (one: Seen, value: string, size: number) => ({ label: labelOf(one, words), value, size });
  return panelsChart(words.hidden.caption(strategy), [
    {
      title: words.columns.p99,
      fill: "latency",
      bars: seen.map((one) => {
        const { p99 } = one.run.latencyMs;
        return bar(one, formatLatency(p99, language), p99);
      }),
    },
    {
      title: words.hidden.share(limit),
      fill: "waiting",
      bars: seen.map((one) => bar(one, formatNumber(percentOf(one), language), percentOf(one))),
    },
  ]);
}

function table({ strategy, limit, seen }: Pair, words: Words, language: Language): TableBlock {
  const { hidden, columns } = words;
  return {
    kind: "table",
    caption: hidden.caption(strategy),
    columns: [
      left(hidden.model),
      right(columns.attempted),
      right(hidden.slower(limit)),
      right(columns.p50),
      right(columns.p99),
      right(hidden.max),
    ],
    rows: seen.map((one) => {
      const { latencyMs, attempted } = one.run;
      return [
        labelOf(one, words),
        formatNumber(attempted, language),
        formatNumber(one.slow, language),
        ...[latencyMs.p50, latencyMs.p99, latencyMs.max].map((ms) => formatLatency(ms, language)),
      ];
    }),
  };
}

function labelOf({ run }: Seen, { hidden }: Words): string {
  return hidden.models[run.model](run.run);
}
