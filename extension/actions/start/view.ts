import type { Language } from "../../common/language.ts";
import { type Block, gap } from "../../drawing/blocks.ts";
import { left, prose } from "../columns.ts";
import type { View } from "../define.ts";
import { brokersOf, environmentDetails } from "../environment/environment.ts";
import { ask } from "../questions.ts";
import type { StartResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

export function startView(result: StartResult, language: Language): View {
  const words = { en, ru }[language];
  const { environment, startParts } = result;
  const text = result.alreadyRunning ? words.running : words.ready(result.startedInMs);
  const brokers = brokersOf(environment).map(([name, version]) => `, ${name} ${version}`);
  const servers = words.servers(environment.engine, environment.postgres, environment.redis);
  const parts = startParts.map(({ name, ms }) => words.startPart(name, ms)).join(", ");
  const main: Block[] = [
    { kind: "verdict", sign: "•", text },
    { kind: "line", text: [[servers, ...brokers].join(""), words.app(result.appUrl)].join(gap) },
    { kind: "line", text: connectionsLine(result, words) },
    { kind: "line", text: words.durability[result.durability ?? "theirs"] },
  ];
  if (result.strategies.length > 0) {
    main.push({
      kind: "table",
      caption: words.strategies,
      columns: [left(words.strategy), prose(words.whatItDoes)],
      rows: result.strategies.map(({ name, about }) => [name, about[language]]),
    });
  }
  const facts = [
    [words.appLabel, result.appUrl] as const,
    ...(parts ? [[words.startParts, parts] as const] : []),
  ];
  return {
    main,
    after: [
      ...ask(questions(result, words), language),
      environmentDetails(environment, language, { after: facts }),
    ],
  };
}

/** On a shared server the app cannot count on all the free connections. */
function connectionsLine(
  { environment, connections: { max, reserved } }: StartResult,
  words: typeof en,
): string {
  return environment.engine === "attach"
    ? words.sharedConnections(max, reserved)
    : words.connections(max, reserved);
}

function questions({ environment, connections: { max, reserved } }: StartResult, words: typeof en) {
  return environment.engine === "attach" ? [] : [words.oneMore(max - reserved, max)];
}
