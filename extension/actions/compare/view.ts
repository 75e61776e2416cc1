import { formatNumber, type Language } from "../../common/language.ts";
import type { PanelsChart, TableBlock } from "../../drawing/blocks.ts";
import { formatLatency, formatRate } from "../../drawing/format.ts";
import { panelsChart } from "../../drawing/panels.ts";
import type { View } from "../define.ts";
import type { CompareResult, LoadResult } from "../load/result.ts";
import { isShort } from "../load/result.ts";
import { ask, compareQuestions } from "../questions.ts";
import { left, right } from "../view.ts";
import type { Texts } from "../words.ts";
import { hiddenWait } from "./hidden-wait.ts";

export function compareView(result: CompareResult, words: Texts, language: Language): View {
  const { runs } = result;
  if (runs.length === 0) return { main: [{ kind: "verdict", sign: "•", text: words.compare.none }] };
  return {
    main: [
      { kind: "verdict", sign: "•", text: words.compare.title(runs.length) },
      ...hiddenWait(runs, words, language),
      runsCharts(runs, words, language),
      runsTable(runs, words, language),
    ],
    after: ask(
      compareQuestions(result, words, language, (run) => bound(run.lost, run, language)),
      words,
    ),
  };
}

const pictured = [
  { name: "rate", fill: "stored", sizeOf: (run: LoadResult) => run.requestsPerSecond },
  { name: "p99", fill: "attempted", sizeOf: (run: LoadResult) => run.latencyMs.p99 },
  { name: "lost", fill: "lost", sizeOf: (run: LoadResult) => run.lost },
  { name: "refused", fill: "failed", sizeOf: (run: LoadResult) => run.failed },
  { name: "duplicated", fill: "duplicated", sizeOf: (run: LoadResult) => run.duplicated },
] as const;

function runsCharts(runs: readonly LoadResult[], words: Texts, language: Language): PanelsChart {
  const cellOf = (name: RunColumn["name"], run: LoadResult) =>
    columns.find((column) => column.name === name)?.cell(run, language) ?? "";
  return panelsChart(
    words.charts.side,
    pictured.map(({ name, fill, sizeOf }) => ({
      title: words.compare.columns[name],
      fill,
      bars: runs.map((run) => ({
        label: `${cellOf("run", run)} ${run.strategy}`,
        value: cellOf(name, run),
        size: sizeOf(run),
      })),
    })),
  );
}

function runsTable(runs: readonly LoadResult[], words: Texts, language: Language): TableBlock {
  const shown = columns.filter(({ when }) => when === undefined || runs.some(when));
  const table: TableBlock = {
    kind: "table",
    caption: words.compare.caption,
    columns: shown.map(({ name }) => (name === "strategy" ? left : right)(words.compare.columns[name])),
    rows: runs.map((result) => shown.map(({ cell }) => cell(result, language))),
  };
  return runs.some(isShort) ? { ...table, note: words.compare.short } : table;
}

interface RunColumn {
  readonly name: keyof Texts["compare"]["columns"];
  readonly cell: (result: LoadResult, language: Language) => string;
  /** Left out unless this holds for a run. */
  readonly when?: (result: LoadResult) => boolean;
}

const columns: readonly RunColumn[] = [
  {
    name: "run",
    cell: (result, language) => formatNumber(result.run, language) + (isShort(result) ? "*" : ""),
  },
  { name: "strategy", cell: (result) => result.strategy },
  { name: "connections", cell: (result, language) => formatNumber(result.connections, language) },
  {
    name: "asked",
    cell: ({ openLoop }, language) => (openLoop ? formatNumber(openLoop.rate, language) : "–"),
    when: ({ openLoop }) => openLoop !== undefined,
  },
  { name: "attempted", cell: (result, language) => formatNumber(result.attempted, language) },
  { name: "refused", cell: (result, language) => formatNumber(result.failed, language) },
  {
    name: "unknown",
    cell: (result, language) => formatNumber(result.unknown, language),
    when: (result) => result.unknown > 0,
  },
  { name: "lost", cell: (result, language) => bound(result.lost, result, language) },
  { name: "duplicated", cell: (result, language) => bound(result.duplicated, result, language) },
  { name: "stored", cell: (result, language) => formatNumber(result.stored, language) },
  {
    name: "pending",
    cell: (result, language) => formatNumber(result.pending, language),
    when: (result) => result.pending > 0,
  },
  { name: "rate", cell: (result, language) => formatRate(result.requestsPerSecond, language) },
  { name: "p50", cell: (result, language) => latency(result.latencyMs.p50, result, language) },
  { name: "p99", cell: (result, language) => latency(result.latencyMs.p99, result, language) },
];

/** A bare counter gives the least that it can be. */
function bound(count: number, { byName }: LoadResult, language: Language): string {
  return (count > 0 && !byName ? "≥" : "") + formatNumber(count, language);
}

function latency(ms: number, { ok, failed }: LoadResult, language: Language): string {
  return ok + failed > 0 ? formatLatency(ms, language) : "–";
}
