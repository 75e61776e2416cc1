import type { Language } from "../../common/language.ts";
import { formatNumber } from "../../common/language.ts";
import { type Block, type ChartTick, gap, type LineBlock, type TableBlock } from "../../drawing/blocks.ts";
import { formatLatency } from "../../drawing/format.ts";
import { failureCode, failureTitle } from "../../load/failure-codes.ts";
import type { View } from "../define.ts";
import { ask, loadQuestions } from "../questions.ts";
import { elsewhereLines, ledgerBlock, verdictBlock } from "../verdict/view.ts";
import { left, machineItems, prose, right } from "../view.ts";
import type { Texts } from "../words.ts";
import { latencyChart } from "./latency-chart.ts";
import type { LoadFault, LoadPause, LoadResult } from "./result.ts";
import { throughputChart } from "./throughput-chart.ts";
import { slicesOf } from "./trace.ts";

export function loadView(result: LoadResult, words: Texts, language: Language): View {
  const main: Block[] = [
    verdictBlock(result, words),
    ledgerBlock(result, words),
    ...elsewhereLines(result, words),
    ...nowhereLine(result, words),
    speed(result, words, language),
    throughputChart(slicesOf(result.samples), result.durationMs, words, language, faultMarks(result, words)),
    latencyChart(result, words, language),
    ...openLoopLines(result, words, language),
  ];
  if (result.pause) main.push({ kind: "line", text: paused(result.pause, words) });
  if (result.fault) main.push({ kind: "line", text: killed(result.fault, words) });
  if (result.endedEarly) main.push({ kind: "line", text: words.load.endedEarly });
  if (Object.keys(result.failures).length > 0) main.push(failureTable(result.failures, words, language));
  return {
    main,
    after: [
      ...ask(loadQuestions(result, words, language), words),
      byHand(result, words),
      {
        kind: "details",
        summary: words.details.summary,
        items: [
          [words.details.run, formatNumber(result.run, language)],
          [words.details.strategy, result.strategy],
          ...machineItems(result.environment, words),
          [words.details.model, words.details.models[result.model]],
          [words.details.judged, result.byName ? words.details.byName : words.details.byCounter],
        ],
      },
    ],
  };
}

/** A strategy that keeps nothing at all is not a race that it lost: its code writes to no row. */
function nowhereLine({ strategy, ok, lost, elsewhere, fault }: LoadResult, words: Texts): LineBlock[] {
  if (ok < 2 || lost < ok || elsewhere || fault) return [];
  return [{ kind: "line", text: words.nowhere(strategy), tone: "hint" }];
}

function speed(result: LoadResult, words: Texts, language: Language): LineBlock {
  const { engine, postgres, cores } = result.environment;
  const parts = [words.load.rate(result.requestsPerSecond)];
  if (result.ok + result.failed > 0) {
    parts.push(words.load.latency("p50", formatLatency(result.latencyMs.p50, language)));
    parts.push(words.load.latency("p99", formatLatency(result.latencyMs.p99, language)));
  }
  parts.push(modelOf(result, words));
  if (result.processEveryMs !== null) {
    parts.push(words.load.processing(result.processEveryMs, result.processCalls));
  }
  parts.push(words.load.machine(engine, postgres, cores));
  return { kind: "line", text: parts.join(gap) };
}

function modelOf({ openLoop, connections, durationMs }: LoadResult, words: Texts): string {
  if (!openLoop) return words.load.closedLoop(connections, durationMs);
  return words.load.openLoop(openLoop.rate, openLoop.sentPerSecond, connections, durationMs);
}

function killed({ kill, signal, recover, killedMs, backMs }: LoadFault, words: Texts): string {
  if (killedMs === null || backMs === null) return words.load.notKilled;
  const text = words.load.killed(words.services[kill], signal, killedMs, backMs);
  return recover === null ? `${text} ${words.load.backForTheCount}` : text;
}

function faultMarks({ fault, durationMs }: LoadResult, words: Texts): ChartTick[] {
  if (!fault) return [];
  const service = words.services[fault.kill];
  const marks = [
    { ms: fault.killedMs, label: words.load.killMark(service) },
    { ms: fault.backMs, label: words.load.backMark(service) },
  ];
  return marks.flatMap(({ ms, label }) =>
    ms === null || ms > durationMs ? [] : [{ at: ms / durationMs, label }],
  );
}

function paused({ service, fromMs, untilMs }: LoadPause, words: Texts): string {
  if (fromMs === null || untilMs === null) return words.load.notPaused;
  return words.load.paused(words.frozen[service], fromMs, untilMs);
}

/** The latencies as a closed loop would have them: without the wait for a free connection. */
function openLoopLines({ openLoop, ok, failed }: LoadResult, words: Texts, language: Language): LineBlock[] {
  if (!openLoop || ok + failed === 0) return [];
  const { serviceMs, waited } = openLoop;
  const latencies = (["p50", "p99", "max"] as const).map((name) =>
    words.load.latency(words.charts.percentiles[name], formatLatency(serviceMs[name], language)),
  );
  return [
    { kind: "line", lead: words.load.fromSend, text: [...latencies, words.load.waited(waited)].join(gap) },
  ];
}

function byHand({ abCommand }: LoadResult, words: Texts): LineBlock {
  return abCommand === null
    ? { kind: "line", text: words.load.notByHand }
    : { kind: "line", tone: "command", lead: words.load.byHand, text: abCommand };
}

function failureTable(
  failures: Readonly<Record<string, number>>,
  words: Texts,
  language: Language,
): TableBlock {
  const byCount = Object.entries(failures).sort(([, a], [, b]) => b - a);
  return {
    kind: "table",
    caption: words.load.failures,
    columns: [left(words.load.code), right(words.load.hits), prose(words.load.meaning)],
    rows: byCount.map(([code, count]) => [
      failureTitle(code),
      formatNumber(count, language),
      failureCode(code).about[language],
    ]),
  };
}
