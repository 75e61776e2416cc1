import { formatNumber, type Language } from "../../common/language.ts";
import type { Block, TableBlock } from "../../drawing/blocks.ts";
import { failureTitle } from "../../load/failure-codes.ts";
import { left, right } from "../columns.ts";
import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import { sourceDetails } from "../strategies/source-view.ts";
import { beginsOne, interleaveQuestions } from "./questions.ts";
import {
  type Explored,
  type InterleaveResult,
  type InterleaveStep,
  type IsolationLevel,
  isolationLevels,
  type OrdersOutcome,
  orderCounts,
  type ShownOrder,
} from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

/** How many orders of one kind are listed; more would bury the others. */
const mostListed = 40;

type Level = readonly [name: string, explored: Explored];

export function interleaveView(result: InterleaveResult, language: Language): View {
  const words = { en, ru }[language];
  const { shown, order } = result;
  const levels = levelsOf(result);
  const main: Block[] =
    order === null
      ? [
          verdict(levels, words),
          levelsTable(levels, shown, words, language),
          { ...timeline(shown, words, language), note: ended(shown, words) },
          replay(result, words),
          list(levels, words),
        ]
      : [
          { kind: "verdict", sign: shown.stored === shown.ok ? "=" : "≠", text: ended(shown, words) },
          timeline(shown, words, language),
        ];
  const said = order === null ? Object.entries(result.levels).flatMap(saidOf) : [];
  return {
    main,
    said,
    after: [
      ...ask(interleaveQuestions(result, words), language),
      ...sourceDetails([result.source], language),
    ],
  };
}

/** What the headline says of a level. */
function saidOf([level, { losing, doubling, aborting }]: readonly [string, Explored]): string[] {
  const losses = losing > 0 || doubling === 0 ? ["orders", "losing"] : [];
  const said = [...losses, ...(doubling > 0 ? ["doubling"] : []), ...(aborting > 0 ? ["aborting"] : [])];
  return said.map((key) => `levels.${level}.${key}`);
}

function levelsOf({ levels }: InterleaveResult): Level[] {
  return isolationLevels.flatMap((level) => {
    const explored = levels[level];
    return explored ? [[sqlName(level), explored] as const] : [];
  });
}

/** As SQL writes it. */
function sqlName(level: IsolationLevel): string {
  return level.replaceAll("-", " ").toUpperCase();
}

/** Levels that are alike in this, together: their names, and the first of them. */
function together(levels: readonly Level[], aspect: (explored: Explored) => unknown): Level[] {
  const groups = Map.groupBy(levels, ([, explored]) => JSON.stringify(aspect(explored)));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [[group.map(([name]) => name).join(", "), first[1]] as const] : [];
  });
}

function verdict(levels: readonly Level[], words: Words): Block {
  const groups = together(levels, ({ orders, losing, doubling, aborting }) => [
    orders,
    losing,
    doubling,
    aborting,
  ]);
  const isAll = groups.length === 1 && levels.length === isolationLevels.length;
  const text = groups.map(([names, explored]) => words.level(isAll ? words.everyLevel : names, explored));
  return { kind: "verdict", sign: signOf(levels), text: text.join(" ") };
}

function signOf(levels: readonly Level[]): "=" | "≠" | "≈" {
  if (levels.some(([, { losing, doubling }]) => losing > 0 || doubling > 0)) return "≠";
  return levels.some(([, { cut }]) => cut !== null) ? "≈" : "=";
}

function levelsTable(
  levels: readonly Level[],
  shown: ShownOrder,
  words: Words,
  language: Language,
): TableBlock {
  const cuts = levels.flatMap(([name, { cut, orders }]) =>
    cut === null ? [] : [`${name}: ${words.cut[cut](orders)}`],
  );
  const note = [
    ...cuts,
    ...(beginsOne(shown) ? [words.begin] : []),
    ...(choosesLevel(shown) ? [words.ownLevel] : []),
  ].join(" ");
  return {
    kind: "table",
    caption: words.table,
    columns: [left(words.what), ...levels.map(([name]) => right(name))],
    rows: orderCounts
      .filter((row) => row !== "doubling" || levels.some(([, { doubling }]) => doubling > 0))
      .map((row) => [
        words.rows[row],
        ...levels.map(([, explored]) => formatNumber(explored[row], language)),
      ]),
    ...(note === "" ? {} : { note }),
  };
}

function choosesLevel({ steps }: ShownOrder): boolean {
  return steps.some(({ statement }) => /^BEGIN\b[^;]*\bISOLATION LEVEL\b/i.test(statement ?? ""));
}

/** A lane for each client, from the first statement down to the last answer. */
function timeline(shown: ShownOrder, words: Words, language: Language): TableBlock {
  const clients = [...new Set(shown.steps.map(({ client }) => client))].sort();
  return {
    kind: "table",
    caption: words.steps(shown.order, sqlName(shown.level)),
    columns: [
      right(words.step),
      ...clients.map((client) => left(words.client(client))),
      right(words.committed),
    ],
    rows: shown.steps.map((step, index) => [
      String(index + 1),
      ...clients.map((client) => (client === step.client ? stepText(step, words) : "")),
      step.stored === null ? "" : formatNumber(step.stored, language),
    ]),
  };
}

function stepText({ statement, answer, error }: InterleaveStep, words: Words): string {
  if (answer === null) return `${statement} … ${words.waits}`;
  const end = error === null ? answer : failureTitle(error);
  if (end === statement) return statement;
  return `${statement ?? `… ${words.goesOn}`} → ${end}`;
}

function ended(shown: ShownOrder, words: Words): string {
  return words.played(shown.order, sqlName(shown.level), withFailed(shown));
}

function withFailed({ ok, stored, failures }: Pick<OrdersOutcome, "ok" | "stored" | "failures">) {
  return { ok, stored, failed: Object.values(failures).reduce((sum, count) => sum + count, 0) };
}

function replay({ strategy, clients, transaction, shown }: InterleaveResult, words: Words): Block {
  const parameters = [
    `strategy: ${strategy}`,
    ...(clients === 2 ? [] : [`clients: ${clients}`]),
    ...(transaction ? ["transaction: true"] : []),
    `level: ${shown.level}`,
    `order: ${shown.order}`,
  ];
  return {
    kind: "code",
    title: words.replay,
    language: "yaml",
    isCell: true,
    source: `interleave: { ${parameters.join(", ")} }`,
  };
}

function list(levels: readonly Level[], words: Words): Block {
  const items = together(levels, ({ outcomes }) => outcomes).flatMap(([name, { outcomes }]) =>
    outcomes.map(({ orders, waited, ...outcome }) => {
      const more = orders.length - mostListed;
      const listed = orders.slice(0, mostListed).join(" ") + (more > 0 ? ` ${words.more(more)}` : "");
      return [words.listed(name, withFailed(outcome), waited), listed] as const;
    }),
  );
  return { kind: "details", summary: words.list, items };
}
