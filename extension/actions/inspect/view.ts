import { formatNumber, type Language } from "../../common/language.ts";
import type { Block, TableBlock } from "../../drawing/blocks.ts";
import { notVisible } from "../../stack/stack.ts";
import { countersBlock } from "../counters-view.ts";
import type { View } from "../define.ts";
import { ask, inspectQuestions } from "../questions.ts";
import type { InspectResult } from "../results.ts";
import { left, right } from "../view.ts";
import type { Texts } from "../words.ts";
import { connectionsGauge, unusedOf, usedOf } from "./gauge.ts";

export function inspectView(result: InspectResult, words: Texts, language: Language): View {
  const { connections, counters } = result;
  return {
    main: [
      { kind: "verdict", sign: "•", text: words.inspect.title(usedOf(connections), connections.max) },
      countersBlock(counters, words),
      connectionsGauge(connections, words, language),
      connectionsTable(connections, words, language),
      ...notVisibleLine(connections, words),
      logBlock(result, words),
    ],
    after: ask(inspectQuestions(result, words), words),
  };
}

type Connections = InspectResult["connections"];

/** What is used, what is free and what is kept back add up to `max_connections`. */
function connectionsTable(connections: Connections, words: Texts, language: Language): TableBlock {
  const { free, reserved } = unusedOf(connections);
  const number = (value: number) => formatNumber(value, language);
  return {
    kind: "table",
    caption: words.inspect.connections,
    columns: [left(words.inspect.role), left(words.inspect.state), right(words.inspect.count)],
    rows: [
      ...connections.byState.map(({ role, state, count }) => [role, state, number(count)]),
      ["", words.inspect.free, number(free)],
      ["", words.inspect.reserved, number(reserved)],
    ],
  };
}

function notVisibleLine({ byState }: Connections, words: Texts): Block[] {
  const hidden = byState.some(({ state }) => state === notVisible);
  return hidden ? [{ kind: "line", text: words.inspect.notVisible }] : [];
}

function logBlock({ log, attached }: InspectResult, words: Texts): Block {
  if (log.length === 0)
    return { kind: "line", text: attached ? words.inspect.theirLog : words.inspect.quiet };
  return {
    kind: "log",
    caption: words.inspect.log,
    lines: log.map(({ service, text, times }) => {
      const line = `${service}: ${text}`;
      return times > 1 ? `${line}  ${words.inspect.times(times)}` : line;
    }),
  };
}
