import { formatNumber, type Language } from "../../common/language.ts";
import type { Block, TableBlock } from "../../drawing/blocks.ts";
import { notVisible } from "../../inspection/client-connections.ts";
import { left, right } from "../columns.ts";
import { countersBlocks } from "../counters-view.ts";
import type { View } from "../define.ts";
import type { Asked } from "../questions.ts";
import { ask } from "../questions.ts";
import { connectionsGauge, unusedOf, usedOf } from "./gauge.ts";
import type { Connections, InspectResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

export function inspectView(result: InspectResult, language: Language): View {
  const words = { en, ru }[language];
  const { connections, counters, unanswered = [] } = result;
  return {
    main: [
      { kind: "verdict", sign: "•", text: headline(result, words) },
      ...countersBlocks(counters, unanswered, language),
      connectionsGauge(connections, words, language),
      connectionsTable(connections, words, language),
      ...notVisibleLine(connections, words),
      ...(result.pgbouncer ? [{ kind: "line", text: words.pgbouncer } as const] : []),
      logBlock(result, words, language),
      ...leftOutLine(result, words),
    ],
    said: ["connections.max"],
    after: ask(questions(result, words), language),
  };
}

function headline({ connections, log, leftOut }: InspectResult, words: Words): string {
  const used = words.title(usedOf(connections), connections.max);
  const lines = log
    .filter(({ service }) => service === "postgres")
    .reduce((sum, { times }) => sum + times, 0);
  return lines === 0 ? used : `${used} ${words.loggedLines(lines, leftOut !== undefined)}`;
}

/** What is used, what is free and what is reserved add up to `max_connections`. */
function connectionsTable(connections: Connections, words: Words, language: Language): TableBlock {
  const { free, reserved } = unusedOf(connections);
  const number = (value: number) => formatNumber(value, language);
  return {
    kind: "table",
    caption: words.connections,
    columns: [left(words.role), left(words.state), right(words.count)],
    rows: [
      ...connections.byState.map(({ role, state, count }) => [role, state, number(count)]),
      ["", words.free, number(free)],
      ["", words.reserved, number(reserved)],
    ],
  };
}

function notVisibleLine({ byState }: Connections, words: Words): Block[] {
  const hidden = byState.some(({ state }) => state === notVisible);
  return hidden ? [{ kind: "line", text: words.notVisible }] : [];
}

function logBlock({ log, attached, unreadLog }: InspectResult, words: Words, language: Language): Block {
  if (unreadLog) return { kind: "line", tone: "hint", text: words.unreadLog(unreadLog[language]) };
  if (log.length === 0) return { kind: "line", text: attached ? words.theirLog : words.quiet };
  return {
    kind: "log",
    caption: words.log,
    lines: log.map(({ service, text, times }) => {
      const line = `${service}: ${text}`;
      return times > 1 ? `${line}  ${words.times(times)}` : line;
    }),
  };
}

function leftOutLine({ leftOut }: InspectResult, words: Words): Block[] {
  return leftOut === undefined ? [] : [{ kind: "line", tone: "hint", text: words.leftOut(leftOut) }];
}

function questions({ connections, log, attached }: InspectResult, { questions }: Words): Asked[] {
  const { max, reserved } = connections;
  const times = Math.max(0, ...log.filter(({ service }) => service === "postgres").map((line) => line.times));
  return [
    ...(times > 0 ? [questions.logged(times)] : []),
    // On attached servers the lab itself is no superuser.
    ...(reserved > 0 && !attached ? [questions.reserved(max, reserved)] : []),
  ];
}
