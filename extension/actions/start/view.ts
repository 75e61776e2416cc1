import type { Language } from "../../common/language.ts";
import { type Block, gap } from "../../drawing/blocks.ts";
import { countersBlock } from "../counters-view.ts";
import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import type { ResetResult, StartResult, StopResult } from "../results.ts";
import { brokersOf, left, machineItems, prose } from "../view.ts";
import type { Texts } from "../words.ts";

export function startView(result: StartResult, words: Texts, language: Language): View {
  const { environment, startParts } = result;
  const text = result.alreadyRunning ? words.start.running : words.start.ready(result.startedInMs);
  const brokers = brokersOf(environment, words).map(([name, version]) => `, ${name} ${version}`);
  const servers = words.start.servers(environment.engine, environment.postgres, environment.redis);
  const parts = startParts.map(({ name, ms }) => words.details.startPart(name, ms)).join(", ");
  const main: Block[] = [
    { kind: "verdict", sign: "•", text },
    { kind: "line", text: [[servers, ...brokers].join(""), words.start.app(result.appUrl)].join(gap) },
    { kind: "line", text: connectionsLine(result, words) },
    { kind: "line", text: words.start.durability[result.durability ?? "theirs"] },
  ];
  if (result.strategies.length > 0) {
    main.push({
      kind: "table",
      caption: words.start.strategies,
      columns: [left(words.start.strategy), prose(words.start.about)],
      rows: result.strategies.map(({ name, about }) => [name, about[language]]),
    });
  }
  return {
    main,
    after: [
      ...ask(oneMore(result, words), words),
      {
        kind: "details",
        summary: words.details.summary,
        items: [
          ...machineItems(environment, words),
          [words.details.app, result.appUrl],
          ...(parts ? [[words.details.startParts, parts] as const] : []),
        ],
      },
    ],
  };
}

/** Of a server that others use, too, not all the rest is the app's. */
function connectionsLine({ environment, connections: { max, reserved } }: StartResult, words: Texts): string {
  return environment.engine === "attach"
    ? words.start.sharedConnections(max, reserved)
    : words.start.connections(max, reserved);
}

function oneMore({ environment, connections: { max, reserved } }: StartResult, words: Texts) {
  return environment.engine === "attach" ? [] : [words.questions.oneMore(max - reserved, max)];
}

export function resetView({ counters, forgottenRuns }: ResetResult, words: Texts, language: Language): View {
  const zero = counters.every(({ stored, pending }) => stored === 0 && pending === 0);
  return {
    main: [
      zero
        ? { kind: "verdict", sign: "•", text: words.reset.done(forgottenRuns) }
        : { kind: "verdict", sign: "✗", text: words.reset.notZero },
      ...(zero ? [] : [countersBlock(counters, words, language)]),
    ],
  };
}

export function stopView({ engine }: StopResult, words: Texts): View {
  const text = engine ? words.stop.stopped(engine) : words.stop.nothing;
  const verdict = { kind: "verdict", sign: "•", text } as const;
  return { main: engine === "attach" ? [verdict, { kind: "line", text: words.stop.stays }] : [verdict] };
}
