import { formatNumber, type Language } from "../../common/language.ts";
import type { Block, ColumnsChart, TableBlock } from "../../drawing/blocks.ts";
import { formatExact } from "../../drawing/format.ts";
import { linearTicks } from "../../drawing/scale.ts";
import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import type { WorkerResult } from "../results.ts";
import { left, right } from "../view.ts";
import type { Texts } from "../words.ts";

const fills = ["stored", "pending"] as const;

export function workerView(result: WorkerResult, words: Texts, language: Language): View {
  const { workers, everySeconds, strategy, moved, pending } = result;
  if (workers.length === 0) {
    return { main: [{ kind: "verdict", sign: "•", text: words.worker.none(strategy, pending) }] };
  }
  const main: Block[] = [
    { kind: "verdict", sign: "•", text: words.worker.running(workers.length, everySeconds, moved, pending) },
    catchingUp(result, words, language),
    workersTable(result, words, language),
  ];
  return { main, after: ask(everySeconds > 0 ? [words.questions.notYetStored(everySeconds)] : [], words) };
}

/** How the counter catches up with what was accepted. */
function catchingUp({ samples }: WorkerResult, words: Texts, language: Language): ColumnsChart {
  const span = Math.max(1, samples.at(-1)?.atMs ?? 1);
  const steps = linearTicks(Math.max(1, ...samples.map(({ stored, pending }) => stored + pending)), 3, true);
  const top = steps.at(-1) ?? 1;
  const last = samples.at(-1);
  const legend = fills.map((fill) => ({
    fill,
    label: words.process[fill],
    note: formatNumber(last?.[fill] ?? 0, language),
  }));
  const seconds = linearTicks(span / 1000, 5).filter((second) => second * 1000 <= span);
  return {
    kind: "chart",
    form: "columns",
    caption: words.worker.caption,
    summary: `${words.worker.caption}: ${legend.map(({ label, note }) => `${label} ${note}`).join(", ")}`,
    columns: samples.map((sample, index) => ({
      from: sample.atMs / span,
      width: Math.max(0, (samples[index + 1]?.atMs ?? span) - sample.atMs) / span,
      parts: fills.map((fill) => ({ fill, height: sample[fill] / top })).filter(({ height }) => height > 0),
    })),
    x: {
      label: words.charts.seconds,
      ticks: seconds.map((second) => ({
        at: (second * 1000) / span,
        label: formatExact(second, language),
      })),
    },
    y: {
      label: words.load.hits,
      ticks: steps.map((step) => ({ at: step / top, label: formatNumber(step, language) })),
    },
    marks: [],
    legend,
    table: {
      kind: "table",
      caption: words.worker.inNumbers,
      columns: [right(words.charts.seconds), ...fills.map((fill) => right(words.process[fill]))],
      rows: samples.map((sample) => [
        formatExact(Math.round(sample.atMs / 100) / 10, language),
        ...fills.map((fill) => formatNumber(sample[fill], language)),
      ]),
    },
  };
}

function workersTable({ workers }: WorkerResult, { worker: words }: Texts, language: Language): TableBlock {
  return {
    kind: "table",
    caption: words.workers,
    columns: [
      right(words.number),
      right(words.batches),
      right(words.processed),
      right(words.failed),
      left(words.lastError),
      left(words.state),
    ],
    rows: workers.map(({ batches, processed, failed, lastError, ended }, index) => [
      formatNumber(index + 1, language),
      formatNumber(batches, language),
      formatNumber(processed, language),
      formatNumber(failed, language),
      lastError ? `${lastError.code} ${lastError.message}` : "–",
      ended ?? words.runs,
    ]),
  };
}
