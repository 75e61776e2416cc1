import { formatNumber, type Language } from "../../common/language.ts";
import { type Block, gap, type LineBlock, type TableBlock } from "../../drawing/blocks.ts";
import type { ChartTick } from "../../drawing/charts.ts";
import { formatLatency } from "../../drawing/format.ts";
import { failureCode, failureTitle } from "../../load/failure-codes.ts";
import { left, prose, right } from "../columns.ts";
import type { View } from "../define.ts";
import { environmentDetails } from "../environment/environment.ts";
import type { PredictedValue } from "../expect.ts";
import { ask } from "../questions.ts";
import { serviceWords } from "../service-names.ts";
import { sourceItem } from "../strategies/source-view.ts";
import { ledgerBlock, misplacedLines, saidIn, verdictBlock } from "../verdict/view.ts";
import { latencyChart } from "./latency-chart.ts";
import { loadQuestions } from "./questions.ts";
import type { LoadFault, LoadPause, LoadResult } from "./result.ts";
import { slicesOf } from "./slices.ts";
import { throughputChart } from "./throughput-chart.ts";
import { timeBlocks } from "./time-view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

export function loadView(
  result: LoadResult,
  language: Language,
  predicted: readonly PredictedValue[] = [],
): View {
  const words = { en, ru }[language];
  const { pause, fault, failures } = result;
  const main: Block[] = [
    ...headline(result, words, language),
    ledgerBlock(result, language, predicted),
    ...misplacedLines(result, language),
    ...nowhereLine(result, words),
    speed(result, words, language),
    ...limitedLine(result, words),
    ...charts(result, language, predicted),
    // Below what is there while the load runs, so that nothing of it moves at the end.
    ...timeBlocks(result, language),
    ...openLoopLines(result, words, language),
  ];
  if (pause) main.push({ kind: "line", text: paused(pause, language) });
  if (fault) main.push({ kind: "line", text: killed(fault, language) });
  if (result.endedEarly) main.push({ kind: "line", text: words.endedEarly });
  if (Object.keys(failures).length > 0) main.push(failureTable(failures, words, language));
  const { details } = words;
  return {
    main,
    said: result.exception || result.besideFailed ? [] : saidIn(result),
    after: [
      ...ask(loadQuestions(result, language), language),
      byHand(result, words),
      environmentDetails(result.environment, language, {
        before: [
          [details.run, formatNumber(result.run, language)],
          [details.strategy, result.strategy],
          ...(result.source ? [sourceItem(result.source)] : []),
        ],
        after: [
          [details.model, details.models[result.model]],
          ...generatorItem(result, words),
          [details.judged, result.byName ? details.byName : details.byCounter],
        ],
      }),
    ],
  };
}

/** An exception of the strategy, or a failure beside the load, explains whatever was found, so it comes first. */
function headline(result: LoadResult, words: Words, language: Language): Block[] {
  const { exception, attempted, besideFailed = {}, changedFiles = [] } = result;
  const verdict = verdictBlock(result, language);
  const older = changedFiles.length > 0 ? ` ${words.olderCode(changedFiles.join(", "))}` : "";
  const retried = retriedBlocks(result, words);
  const [first, ...others] = [
    ...(exception ? [words.thrown(exception.text, exception.hits, attempted)] : []),
    ...(["process", "pause", "fault"] as const).flatMap((what) => {
      const reason = besideFailed[what]?.[language];
      return reason === undefined ? [] : [words.besideFailed[what](reason)];
    }),
  ];
  if (first === undefined && retried.length > 0)
    return [...retried, { kind: "line", lead: words.eachAttempt, text: verdict.text + older }];
  if (first === undefined) return [{ ...verdict, text: verdict.text + older }];
  return [
    { kind: "verdict", sign: "!", text: first + older },
    ...[...others, verdict.text].map((text) => ({ kind: "line", text }) as const),
  ];
}

/** What became of the intents, where clients tried again: that is what was asked. */
function retriedBlocks({ intents, attempted, lost }: LoadResult, words: Words): Block[] {
  if (!intents) return [];
  const { stored0, stored1, storedMore, failed, unknown } = intents;
  const isNamed = stored0 !== undefined && stored1 !== undefined && storedMore !== undefined;
  const stored = isNamed ? words.intentsStored(stored1, storedMore, stored0) : words.intentsByCounter;
  const sentences = [
    `${words.intents(intents.attempted, attempted)}: ${stored}.`,
    ...(failed + unknown > 0 ? [words.intentsGivenUp(failed + unknown)] : []),
  ];
  const sign = !isNamed ? "≈" : storedMore > 0 || lost > 0 ? "≠" : "=";
  return [{ kind: "verdict", sign, text: sentences.join(" ") }];
}

/** autocannon keeps no course of a run. */
function charts(result: LoadResult, language: Language, predicted: readonly PredictedValue[]): Block[] {
  if (result.by) return [];
  const { samples, durationMs } = result;
  return [
    throughputChart(slicesOf(samples), durationMs, language, faultMarks(result, language)),
    latencyChart(result, language, predicted),
  ];
}

/** A strategy that keeps nothing at all has not lost a race: its code writes to no row. */
function nowhereLine({ strategy, ok, lost, elsewhere, fault }: LoadResult, words: Words): LineBlock[] {
  if (ok < 2 || lost < ok || elsewhere || fault) return [];
  return [{ kind: "line", text: words.nowhere(strategy), tone: "hint" }];
}

function speed(result: LoadResult, words: Words, language: Language): LineBlock {
  const { engine, postgres, cores } = result.environment;
  const parts = [words.rate(result.requestsPerSecond)];
  if (result.ok + result.failed > 0) {
    parts.push(words.latency("p50", formatLatency(result.latencyMs.p50, language)));
    parts.push(words.latency("p99", formatLatency(result.latencyMs.p99, language)));
  }
  parts.push(modelOf(result, words));
  if (result.by) parts.push(words.byAutocannon);
  if (result.processEveryMs !== null) {
    parts.push(words.processing(result.processEveryMs, result.processCalls));
  }
  parts.push(words.machine(engine, postgres, cores));
  return { kind: "line", text: parts.join(gap) };
}

/** Results of earlier versions do not say what else may have limited the run. */
function limitedLine({ generator, limitedBy }: LoadResult, words: Words): LineBlock[] {
  return generator?.limitedTheRun && !limitedBy ? [{ kind: "line", text: words.generatorLimited }] : [];
}

function generatorItem({ generator, by }: LoadResult, { details }: Words): (readonly [string, string])[] {
  const said = [...(by ? [details.sentBy] : []), ...(generator ? [details.generatorShare(generator)] : [])];
  return said.length > 0 ? [[details.generator, said.join("; ")]] : [];
}

function modelOf({ openLoop, connections, durationMs }: LoadResult, words: Words): string {
  if (!openLoop) return words.closedLoop(connections, durationMs);
  return words.openLoop(openLoop.rate, openLoop.sentPerSecond, connections, durationMs);
}

function killed({ kill, signal, recover, killedMs, backMs }: LoadFault, language: Language): string {
  const words = { en, ru }[language];
  if (killedMs === null || backMs === null) return words.notKilled;
  const text = words.killed(serviceWords[language].names[kill], signal, killedMs, backMs);
  return recover === null ? `${text} ${words.backForTheCount}` : text;
}

function faultMarks({ fault, durationMs }: LoadResult, language: Language): ChartTick[] {
  if (!fault) return [];
  const words = { en, ru }[language];
  const service = serviceWords[language].names[fault.kill];
  const marks = [
    { ms: fault.killedMs, label: words.killMark(service) },
    { ms: fault.backMs, label: words.backMark(service) },
  ];
  return marks.flatMap(({ ms, label }) =>
    ms === null || ms > durationMs ? [] : [{ at: ms / durationMs, label }],
  );
}

function paused({ service, fromMs, untilMs }: LoadPause, language: Language): string {
  const words = { en, ru }[language];
  if (fromMs === null || untilMs === null) return words.notPaused;
  return words.paused(serviceWords[language].frozen[service], fromMs, untilMs);
}

/** The latencies as a closed loop would measure them: without the wait for a free connection. */
function openLoopLines({ openLoop, ok, failed }: LoadResult, words: Words, language: Language): LineBlock[] {
  if (!openLoop || ok + failed === 0) return [];
  const { serviceMs, waited } = openLoop;
  const latencies = (["p50", "p99", "max"] as const).map((name) =>
    words.latency(words.charts.percentiles[name], formatLatency(serviceMs[name], language)),
  );
  return [{ kind: "line", lead: words.fromSend, text: [...latencies, words.waited(waited)].join(gap) }];
}

function byHand({ abCommand, retry }: LoadResult, words: Words): LineBlock {
  return abCommand === null
    ? { kind: "line", text: retry ? words.notRetriedByHand : words.notByHand }
    : { kind: "line", tone: "command", lead: words.byHand, text: abCommand };
}

function failureTable(
  failures: Readonly<Record<string, number>>,
  words: Words,
  language: Language,
): TableBlock {
  const byCount = Object.entries(failures).sort(([, a], [, b]) => b - a);
  return {
    kind: "table",
    caption: words.failures,
    columns: [left(words.code), right(words.hits), prose(words.meaning)],
    rows: byCount.map(([code, count]) => [
      failureTitle(code),
      formatNumber(count, language),
      failureCode(code).about[language],
    ]),
  };
}
