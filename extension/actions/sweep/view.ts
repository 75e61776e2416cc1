import { formatNumber, type Language } from "../../common/language.ts";
import type { Block, DetailsBlock, LineBlock, TableBlock } from "../../drawing/blocks.ts";
import { formatDuration, formatLatency, formatRate } from "../../drawing/format.ts";
import { leastRounds } from "../../ledger/knee.ts";
import { left, right } from "../columns.ts";
import type { View } from "../define.ts";
import { environmentDetails } from "../environment/environment.ts";
import { sweepChart } from "./chart.ts";
import { loadsOf } from "./plan.ts";
import type { SweepPoint, SweepResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

export function sweepView(result: SweepResult, language: Language): View {
  const words = { en, ru }[language];
  const { strategies, loads, knee, lost, duplicated, cancelled } = result;
  const main: Block[] = [
    { kind: "verdict", sign: lost + duplicated > 0 ? "≠" : "•", text: headline(result, words) },
    ...(cancelled ? [line(words.cancelled(loads.length, loadsOf(result).length))] : []),
    ...strategies.flatMap((strategy) => sentence(strategy, result, words)),
    ...strategies.flatMap((strategy) => lossLine(strategy, result, words)),
    ...scatterLine(result, words),
    sweepChart(result, words, language),
    pointsTable(result, words, language),
  ];
  return {
    main,
    said: strategies.flatMap((strategy) =>
      typeof knee[strategy]?.value === "number" ? [`knee.${strategy}.value`] : [],
    ),
    after: [details(result, words, language)],
  };
}

function headline({ knob, values, strategies, rounds, seconds, knee }: SweepResult, words: Words): string {
  const title = words.headline(knob, strategies.length, values.length, rounds, seconds);
  const known = strategies.flatMap((strategy) => {
    const { value = null } = knee[strategy] ?? {};
    return value === null ? [] : [words.kneeAt(strategy, value)];
  });
  if (known.length > 0) return `${title} ${words.knees(known.join(", "))}`;
  if (isJudged({ knee })) return `${title} ${words.noKnee}`;
  return Object.values(knee).every(({ best }) => best === null) ? title : `${title} ${words.noVerdict}`;
}

function isJudged({ knee }: Pick<SweepResult, "knee">): boolean {
  return Object.values(knee).some(({ shape }) => shape !== "unjudged");
}

function line(text: string): LineBlock {
  return { kind: "line", text };
}

/** The course of the throughput of one strategy. */
function sentence(strategy: string, { points, knee, knob }: SweepResult, words: Words): LineBlock[] {
  const own = points.filter((point) => point.strategy === strategy);
  const found = knee[strategy];
  const [first, last] = [own[0], own.at(-1)];
  if (!found || !first || !last) return [];
  if (found.best === null) return [line(words.nothingAcknowledged(strategy))];
  // The headline has said it of all.
  if (!isJudged({ knee })) return [];
  const of = (value: number | null) => own.find((point) => point.value === value);
  const curve = { strategy, at: words.knobs[knob].at, first, last, best: of(found.best) ?? first };
  const at = of(found.value);
  const { shape } = found;
  // A course that falls after its first point has all there is at that point, too.
  const said =
    shape === "knee"
      ? words.shapes.knee(curve, at ?? first)
      : words.shapes[shape === "falling" ? "flat" : shape](curve);
  const end = at ?? curve.best;
  return [
    line(
      [
        said,
        ...(found.fallsFrom === null ? [] : [words.falls(found.fallsFrom, last)]),
        ...(end.generatorLimited || curve.best.generatorLimited ? [words.generatorLimited] : []),
      ].join(" "),
    ),
  ];
}

function lossLine(strategy: string, { points }: SweepResult, words: Words): LineBlock[] {
  const shares = points.flatMap((point) =>
    point.strategy === strategy && point.lost > 0 ? [point.lost] : [],
  );
  if (shares.length === 0) return [];
  return [
    { kind: "line", tone: "hint", text: words.lostOf(strategy, Math.min(...shares), Math.max(...shares)) },
  ];
}

/** From here on the rounds of a point differ too much to say nothing of it: a share of the median. */
const muchScatter = 0.3;

function scatterLine({ points }: SweepResult, words: Words): LineBlock[] {
  const most = Math.max(
    ...points.map(
      ({
        requestsPerSecond,
        spread: {
          requestsPerSecond: [low, high],
        },
      }) => (requestsPerSecond > 0 ? (high - low) / requestsPerSecond : 0),
    ),
  );
  return most >= muchScatter ? [{ kind: "line", tone: "hint", text: words.scattered(most) }] : [];
}

const shares = ["refused", "unknown", "lost", "duplicated"] as const;

function pointsTable(result: SweepResult, words: Words, language: Language): TableBlock {
  const { points, knob, knee, rounds } = result;
  const { table } = words;
  const shown = shares.filter((name) => points.some((point) => point[name] > 0));
  const zero = shares.filter((name) => !shown.includes(name));
  const isKnee = ({ strategy, value }: SweepPoint) => knee[strategy]?.value === value;
  const range = ([least, most]: readonly [number, number], format: typeof formatRate) =>
    `${format(least, language)}–${format(most, language)}`;
  const fewest = Math.min(...points.map((point) => point.rounds));
  return {
    kind: "table",
    caption: table.caption,
    columns: [
      left(table.strategy),
      right(words.knobs[knob].axis),
      right(table.rate),
      right(table.rateRange),
      right(table.p50),
      right(table.p99),
      right(table.p99Range),
      ...shown.map((name) => right(table[name])),
    ],
    rows: points.map((point) => [
      point.strategy,
      `${isKnee(point) ? "○ " : ""}${formatNumber(point.value, language)}`,
      `${formatRate(point.requestsPerSecond, language)}${point.generatorLimited ? "‡" : ""}`,
      range(point.spread.requestsPerSecond, formatRate),
      formatLatency(point.p50Ms, language),
      formatLatency(point.p99Ms, language),
      range(point.spread.p99Ms, formatLatency),
      ...shown.map((name) => sharePercent(point[name], language)),
    ]),
    note: [
      table.zero(zero.map((name) => table[name]).join(", ")),
      ...(points.some(isKnee) ? [table.knee] : []),
      ...(points.some(({ generatorLimited }) => generatorLimited) ? [table.generator] : []),
      ...(fewest < Math.max(rounds, leastRounds) ? [table.rounds(fewest)] : []),
    ]
      .slice(zero.length > 0 ? 0 : 1)
      .join(" "),
  };
}

/** Never 0 % of something, and never 100 % but of all. */
function sharePercent(share: number, language: Language): string {
  const percent = 100 * share;
  const rounded = percent < 10 ? Number(percent.toPrecision(2)) : Math.floor(percent);
  return `${formatNumber(rounded, language)}\u00a0%`;
}

function details(result: SweepResult, { details: words }: Words, language: Language): DetailsBlock {
  const { environment, settings, durationMs } = result;
  const others = Object.entries(settings).map(([name, value]) => `${name}: ${formatNumber(value, language)}`);
  return environmentDetails(environment, language, {
    before: [
      [words.took, formatDuration(durationMs, language)],
      [words.order, words.interleaved],
      ...(others.length > 0 ? [[words.settings, others.join(", ")] as const] : []),
    ],
  });
}
