import { formatNumber, type Language } from "../../../common/language.ts";
import type { TableBlock } from "../../../drawing/blocks.ts";
import type { PanelsChart } from "../../../drawing/charts.ts";
import { formatLatency, formatRate } from "../../../drawing/format.ts";
import { panelsChart } from "../../../drawing/panels.ts";
import { rankableSeconds } from "../../../ledger/long-enough.ts";
import { type FaultTarget, faultTargets } from "../../../stack/stack.ts";
import { left, prose, right } from "../../columns.ts";
import type { View } from "../../define.ts";
import { noCrash } from "../../matrix/cells.ts";
import { ask } from "../../questions.ts";
import type { GuaranteesResult } from "../result.ts";
import { percent, withShare } from "../shares.ts";
import { guaranteeQuestions } from "./questions.ts";
import type { Gap, GuaranteeRow } from "./result.ts";
import { accountsOf, bufferOf } from "./rows.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

type Named = readonly [name: string, row: GuaranteeRow];

export function guaranteesView(result: GuaranteesResult, language: Language): View {
  const rows = Object.entries(result.rows);
  const words = { en, ru }[language];
  if (rows.length === 0) return { main: [{ kind: "verdict", sign: "•", text: words.none }] };
  const isSound = ([, { lost, duplicated }]: Named) => lost === 0 && duplicated === 0;
  const names = (some: readonly Named[]) => some.map(([name]) => name).join(", ");
  const said = words.verdict(names(rows.filter((row) => !isSound(row))), names(rows.filter(isSound)));
  return {
    main: [
      { kind: "verdict", sign: "•", text: said },
      chart(rows, result, words, language),
      speedTable(rows, words, language),
      reliabilityTable(rows, words, language),
      effortTable(rows, result, words, language),
      ...openTable(rows, words),
    ],
    after: ask(guaranteeQuestions(result, words), language),
  };
}

function chart(
  rows: readonly Named[],
  { runs, measured }: GuaranteesResult,
  words: Words,
  language: Language,
): PanelsChart {
  const { columns } = words;
  const bars = (sizeOf: (row: GuaranteeRow) => number, textOf: (row: GuaranteeRow) => string) =>
    rows.map(([label, row]) => ({ label, value: textOf(row), size: sizeOf(row) }));
  // Loads and crashes have very different numbers of hits: what they lost is comparable only as a share.
  const losses = rows.map(([label]) => {
    const shares = accountsOf(label, runs, measured).map(({ ok, lost }) => ({
      lost,
      size: percent(lost, ok),
    }));
    const { lost, size } = shares.reduce((most, each) => (each.size > most.size ? each : most), noLoss);
    return { label, value: withShare(formatNumber(lost, language), size, language), size };
  });
  return panelsChart(words.charts, [
    {
      title: columns.rate,
      fill: "stored",
      bars: bars(
        ({ pace }) => pace?.requestsPerSecond ?? 0,
        (row) => rateOf(row, words, language),
      ),
    },
    { title: words.lostShare, fill: "lost", bars: losses },
    {
      title: columns.lines,
      fill: "attempted",
      bars: bars(
        ({ lines }) => lines,
        ({ lines }) => formatNumber(lines, language),
      ),
    },
  ]);
}

const noLoss = { lost: 0, size: 0 };

function rateOf({ pace }: GuaranteeRow, words: Words, language: Language): string {
  if (!pace) return words.notMeasured;
  return formatRate(pace.requestsPerSecond, language) + (pace.ranks ? "" : "*") + (pace.disturbed ? "§" : "");
}

function speedTable(rows: readonly Named[], words: Words, language: Language): TableBlock {
  const { columns, notMeasured } = words;
  const table: TableBlock = {
    kind: "table",
    caption: words.speed,
    columns: [left(columns.strategy), right(columns.rate), right(columns.p99), left(columns.drain)],
    rows: rows.map(([name, row]) => [
      name,
      rateOf(row, words, language),
      row.pace ? formatLatency(row.pace.p99Ms, language) : notMeasured,
      row.drain ? words.drained(row.drain) : row.gaps.includes("drain") ? notMeasured : words.noBuffer,
    ]),
  };
  const notes = [
    ...(rows.some(([, { pace }]) => pace && !pace.ranks) ? [words.short] : []),
    ...(rows.some(([, { pace }]) => pace?.disturbed) ? [words.disturbed] : []),
  ];
  return notes.length > 0 ? { ...table, note: notes.join(" ") } : table;
}

function reliabilityTable(rows: readonly Named[], words: Words, language: Language): TableBlock {
  const { columns } = words;
  return {
    kind: "table",
    caption: words.reliability,
    columns: [
      left(columns.strategy),
      right(columns.lost),
      right(columns.duplicated),
      prose(columns.crashes),
      prose(columns.killed),
    ],
    rows: rows.map(([name, row]) => [
      name,
      formatNumber(row.lost, language),
      formatNumber(row.duplicated, language),
      crashesText(row, words),
      killedText(row, words),
    ]),
    note: words.most,
  };
}

function crashesText({ crashes, gaps }: GuaranteeRow, words: Words): string {
  if (!crashes) return gaps.includes("crashes") ? words.notMeasured : words.noFailpoint;
  const places = Object.entries(crashes).filter(([place]) => place !== noCrash);
  const wrong = places.filter(([, { lost, duplicated }]) => lost > 0 || duplicated > 0);
  const exact = places.length - wrong.length;
  return [
    ...wrong.map(([place, cell]) => `${place}: ${words.wrong(cell)}`),
    ...(exact > 0 ? [words.exactAt(exact, wrong.length > 0)] : []),
  ].join("; ");
}

function killedText({ killed }: GuaranteeRow, words: Words): string {
  const found = faultTargets.flatMap((target: FaultTarget) => {
    const one = killed[target];
    return one ? [words.killed(target, one)] : [];
  });
  return found.length > 0 ? found.join("; ") : words.notMeasured;
}

function effortTable(
  rows: readonly Named[],
  { measured }: GuaranteesResult,
  words: Words,
  language: Language,
): TableBlock {
  const { columns } = words;
  return {
    kind: "table",
    caption: words.effort,
    columns: [left(columns.strategy), right(columns.lines), prose(columns.files), left(columns.services)],
    rows: rows.map(([name, row]) => [
      name,
      formatNumber(row.lines, language),
      (measured.sources[name]?.files ?? []).map(({ file }) => file).join(", "),
      row.services.join(", "),
    ]),
    note: words.linesNote,
  };
}

function openTable(rows: readonly Named[], words: Words): TableBlock[] {
  const open = rows.flatMap(([name, row]) =>
    row.gaps.map((gap) => [name, words.gaps(gap, bufferOf(row)), cellFor(gap, row)]),
  );
  if (open.length === 0) return [];
  const { columns } = words;
  return [
    {
      kind: "table",
      caption: words.open,
      columns: [left(columns.strategy), prose(columns.gap), prose(columns.cell)],
      rows: open,
    },
  ];
}

/** The code of the cell that would measure it, on the stack that it takes. */
function cellFor(gap: Gap, row: GuaranteeRow): string {
  const brokers = row.services.filter((name) => name !== "postgres" && name !== "redis");
  const parts = [
    ...(row.app === "node" ? [] : [`app: ${row.app}`]),
    ...(brokers.length === 0 ? [] : [`with: [${brokers.join(", ")}]`]),
  ];
  return [...(parts.length === 0 ? [] : [`start: { ${parts.join(", ")} }`]), measuring(gap, row)].join(" → ");
}

function measuring(gap: Gap, row: GuaranteeRow): string {
  const { strategy } = row;
  const cells: Readonly<Record<Gap, string>> = {
    pace: `load: { strategy: ${strategy}, duration: ${rankableSeconds} }`,
    drain: `process: { strategy: ${strategy} }`,
    crashes: `matrix: { strategies: [${strategy}] }`,
    killed: `load: { strategy: ${strategy}, duration: 4, fault: { kill: ${bufferOf(row)} } }`,
  };
  return cells[gap];
}
