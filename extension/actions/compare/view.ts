import { formatNumber, type Language } from "../../common/language.ts";
import type { TableBlock } from "../../drawing/blocks.ts";
import type { PanelsChart } from "../../drawing/charts.ts";
import { formatLatency, formatRate } from "../../drawing/format.ts";
import { panelsChart } from "../../drawing/panels.ts";
import { isDisturbed, isLongEnough } from "../../ledger/long-enough.ts";
import { left, right } from "../columns.ts";
import type { View } from "../define.ts";
import type { LoadResult } from "../load/result.ts";
import { ask } from "../questions.ts";
import { rowOfRun } from "./guarantees/rows.ts";
import { guaranteesView } from "./guarantees/view.ts";
import { hiddenWait } from "./hidden-wait.ts";
import { labelsOf } from "./labels.ts";
import { compareQuestions, rankedAndSound } from "./questions.ts";
import { type CompareResult, hasGuarantees } from "./result.ts";
import { percent, withShare } from "./shares.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

export function compareView(result: CompareResult, language: Language): View {
  return hasGuarantees(result) ? guaranteesView(result, language) : runsView(result, language);
}

function runsView(result: CompareResult, language: Language): View {
  const words = { en, ru }[language];
  const { runs } = result;
  if (runs.length === 0) return { main: [{ kind: "verdict", sign: "•", text: words.none }] };
  return {
    main: [
      { kind: "verdict", sign: "•", text: headline(runs, words, language) },
      ...hiddenWait(runs, language),
      runsCharts(runs, words, language),
      runsTable(runs, words, language),
    ],
    after: ask(
      compareQuestions(result, words, language, (run) => bound(run.lost, run, language)),
      language,
    ),
  };
}

function headline(runs: readonly LoadResult[], words: Words, language: Language): string {
  const [fastest, second] = rankedAndSound(runs);
  const title = words.title(runs.length);
  if (!fastest || !second) return title;
  return `${title} ${words.fastest(rowOfRun(fastest), formatRate(fastest.requestsPerSecond, language))}`;
}

/** Counts of runs of different lengths are comparable only as shares: of the acknowledged or the attempted hits. */
const pictured = [
  { name: "rate", fill: "stored", sizeOf: (run: LoadResult) => run.requestsPerSecond },
  { name: "p99", fill: "latency", sizeOf: (run: LoadResult) => run.latencyMs.p99 },
  { name: "lost", fill: "lost", sizeOf: (run: LoadResult) => percent(run.lost, run.ok), isShare: true },
  {
    name: "refused",
    fill: "failed",
    sizeOf: (run: LoadResult) => percent(run.failed, run.attempted),
    isShare: true,
  },
  {
    name: "duplicated",
    fill: "duplicated",
    sizeOf: (run: LoadResult) => percent(run.duplicated, run.ok),
    isShare: true,
  },
] as const;

function runsCharts(runs: readonly LoadResult[], words: Words, language: Language): PanelsChart {
  const cellOf = (name: RunColumn["name"], run: LoadResult) =>
    columns.find((column) => column.name === name)?.cell(run, language) ?? "";
  const labels = labelsOf(runs, words, (run) => `${cellOf("run", run)} ${cellOf("strategy", run)}`);
  const panels = pictured.filter(
    (panel) => !("isShare" in panel) || runs.some((run) => panel.sizeOf(run) > 0),
  );
  return panelsChart(
    words.side,
    panels.map((panel) => ({
      title: words.panels[panel.name],
      fill: panel.fill,
      bars: runs.map((run, at) => {
        const size = panel.sizeOf(run);
        const value = cellOf(panel.name, run);
        const isShare = "isShare" in panel;
        return { label: labels[at] ?? "", value: isShare ? withShare(value, size, language) : value, size };
      }),
    })),
  );
}

function runsTable(runs: readonly LoadResult[], words: Words, language: Language): TableBlock {
  const shown = columns.filter(({ when }) => when === undefined || runs.some(when));
  const zero = columns.filter((column) => column.isCount && !shown.includes(column));
  const table: TableBlock = {
    kind: "table",
    caption: words.caption,
    columns: shown.map(({ name }) => (name === "strategy" ? left : right)(words.columns[name])),
    rows: runs.map((result) => shown.map(({ cell }) => cell(result, language))),
  };
  const notes = [
    ...(zero.length > 0 ? [words.zero(zero.map(({ name }) => words.columns[name]).join(", "))] : []),
    ...(runs.every(isLongEnough) ? [] : [words.short]),
    ...(runs.some(({ traced }) => traced) ? [words.traced] : []),
    ...(runs.some(({ retry }) => retry) ? [words.retried] : []),
    ...(runs.some(isDisturbed) ? [words.disturbed] : []),
    ...(runs.some(isLimitedByGenerator) ? [words.generator] : []),
  ];
  return notes.length > 0 ? { ...table, note: notes.join(" ") } : table;
}

/** Why a run does not rank by its speed: the notes below the table say it. */
function markOf(result: LoadResult): string {
  const marks = [
    isLongEnough(result) ? "" : "*",
    result.traced ? "†" : "",
    result.retry ? "‡" : "",
    isDisturbed(result) ? "§" : "",
    isLimitedByGenerator(result) ? "¶" : "",
  ];
  return marks.join("");
}

function isLimitedByGenerator({ limitedBy }: LoadResult): boolean {
  return limitedBy?.code === "generator";
}

interface RunColumn {
  readonly name: keyof Words["columns"];
  readonly cell: (result: LoadResult, language: Language) => string;
  /** Left out unless this holds for a run. */
  readonly when?: (result: LoadResult) => boolean;
  /** A count that is said to be 0 where its column is left out. */
  readonly isCount?: true;
}

const columns: readonly RunColumn[] = [
  {
    name: "run",
    cell: (result, language) => formatNumber(result.run, language) + markOf(result),
  },
  { name: "strategy", cell: rowOfRun },
  { name: "connections", cell: (result, language) => formatNumber(result.connections, language) },
  {
    name: "asked",
    cell: ({ openLoop }, language) => (openLoop ? formatNumber(openLoop.rate, language) : "–"),
    when: ({ openLoop }) => openLoop !== undefined,
  },
  { name: "attempted", cell: (result, language) => formatNumber(result.attempted, language) },
  {
    name: "refused",
    cell: (result, language) => formatNumber(result.failed, language),
    when: ({ failed }) => failed > 0,
    isCount: true,
  },
  {
    name: "unknown",
    cell: (result, language) => formatNumber(result.unknown, language),
    when: (result) => result.unknown > 0,
  },
  {
    name: "lost",
    cell: (result, language) => bound(result.lost, result, language),
    when: ({ lost }) => lost > 0,
    isCount: true,
  },
  {
    name: "duplicated",
    cell: (result, language) => bound(result.duplicated, result, language),
    when: ({ duplicated }) => duplicated > 0,
    isCount: true,
  },
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
