import { formatNumber, type Language } from "../../common/language.ts";
import type { Block, TableBlock } from "../../drawing/blocks.ts";
import type { ColumnsChart } from "../../drawing/charts.ts";
import { formatExact } from "../../drawing/format.ts";
import { linearTicks } from "../../drawing/scale.ts";
import { left, right } from "../columns.ts";
import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import { claimedLines } from "../verdict/view.ts";
import type { WorkerResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const fills = ["stored", "pending"] as const;

export function workerView(result: WorkerResult, language: Language): View {
  const words = { en, ru }[language];
  const { workers, everySeconds, strategy, pending, claimed } = result;
  const claims = claimedLines(claimed, language);
  if (workers.length === 0) {
    const none = words.none(strategy, pending);
    return { main: [{ kind: "verdict", sign: "•", text: none }, ...claims], said: ["pending"] };
  }
  const main: Block[] = [
    ...headline(result, words),
    ...claims,
    catchingUp(result, words, language),
    workersTable(result, words, language),
  ];
  const said = thrownIn(result) === undefined ? ["workers.length", "moved", "pending"] : [];
  return { main, said, after: ask(everySeconds > 0 ? [words.notYetStored(everySeconds)] : [], language) };
}

function thrownIn({ workers }: WorkerResult): string | undefined {
  return workers.find(({ lastError }) => lastError?.thrown)?.lastError?.thrown;
}

/** An exception of the strategy comes first: it is why nothing moves. */
function headline(result: WorkerResult, words: typeof en): Block[] {
  const { workers, everySeconds, moved, pending } = result;
  const text = words.running(workers.length, everySeconds, moved, pending);
  const thrown = thrownIn(result);
  if (thrown === undefined) return [{ kind: "verdict", sign: "•", text }];
  const sum = (key: "failed" | "batches") => workers.reduce((all, worker) => all + worker[key], 0);
  return [
    { kind: "verdict", sign: "!", text: words.thrown(thrown, sum("failed"), sum("batches")) },
    { kind: "line", text },
  ];
}

/** How the counter catches up with what was accepted. */
function catchingUp({ samples }: WorkerResult, words: typeof en, language: Language): ColumnsChart {
  const span = Math.max(1, samples.at(-1)?.atMs ?? 1);
  const steps = linearTicks(Math.max(1, ...samples.map(({ stored, pending }) => stored + pending)), 3, true);
  const top = steps.at(-1) ?? 1;
  const last = samples.at(-1);
  const legend = fills.map((fill) => ({
    fill,
    label: words[fill],
    note: formatNumber(last?.[fill] ?? 0, language),
  }));
  const seconds = linearTicks(span / 1000, 5).filter((second) => second * 1000 <= span);
  return {
    kind: "chart",
    form: "columns",
    caption: words.caption,
    summary: `${words.caption}: ${legend.map(({ label, note }) => `${label} ${note}`).join(", ")}`,
    columns: samples.map((sample, index) => ({
      from: sample.atMs / span,
      width: Math.max(0, (samples[index + 1]?.atMs ?? span) - sample.atMs) / span,
      parts: fills.map((fill) => ({ fill, height: sample[fill] / top })).filter(({ height }) => height > 0),
    })),
    x: {
      label: words.seconds,
      ticks: seconds.map((second) => ({
        at: (second * 1000) / span,
        label: formatExact(second, language),
      })),
    },
    y: {
      label: words.hits,
      ticks: steps.map((step) => ({ at: step / top, label: formatNumber(step, language) })),
    },
    marks: [],
    legend,
    table: {
      kind: "table",
      caption: words.inNumbers,
      columns: [right(words.seconds), ...fills.map((fill) => right(words[fill]))],
      rows: samples.map((sample) => [
        formatExact(Math.round(sample.atMs / 100) / 10, language),
        ...fills.map((fill) => formatNumber(sample[fill], language)),
      ]),
    },
  };
}

function workersTable({ workers }: WorkerResult, words: typeof en, language: Language): TableBlock {
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
      lastError ? (lastError.thrown ?? `${lastError.code} ${lastError.message}`) : "–",
      ended ?? words.runs,
    ]),
  };
}
