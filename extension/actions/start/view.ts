import type { Language } from "../../common/language.ts";
import { type Block, gap } from "../../drawing/blocks.ts";
import type { View } from "../define.ts";
import { environmentDetails, extrasOf } from "../environment/environment.ts";
import { ask } from "../questions.ts";
import { serviceWords } from "../service-names.ts";
import { type StartResult, usualDurability } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

export function startView(result: StartResult, language: Language): View {
  const words = { en, ru }[language];
  const { environment, startParts } = result;
  const text = result.alreadyRunning ? words.running : words.ready(result.startedInMs);
  const extras = extrasOf(environment).map(([name, version]) => `, ${name} ${version}`);
  const servers = words.servers(environment.engine, environment.postgres, environment.redis);
  const parts = startParts.map(({ name, ms }) => words.startPart(name, ms)).join(", ");
  const main: Block[] = [
    { kind: "verdict", sign: "•", text },
    { kind: "line", text: [[servers, ...extras].join(""), words.app(result.appUrl)].join(gap) },
    { kind: "line", text: connectionsLine(result, words) },
  ];
  if (result.startedAnew) {
    const { names } = serviceWords[language];
    const { startedAnew, changedFiles = [] } = result;
    const silent = startedAnew.filter((service) => changedFiles.length === 0 || service !== "app");
    const lines = [
      ...(silent.length > 0 ? [words.startedAnew(silent.map((service) => names[service]).join(", "))] : []),
      ...(changedFiles.length > 0 ? [words.changedFiles(changedFiles.join(", "))] : []),
    ];
    main.splice(1, 0, ...lines.map((text) => ({ kind: "line", tone: "hint", text }) as const));
  }
  for (const { file, line, message } of result.mistakes ?? [])
    main.push({
      kind: "line",
      tone: "hint",
      text: words.mistake(`${file}:${line}`, message.replace(/\.+$/, "")),
    });
  const durability = words.durability[result.durability ?? "theirs"];
  const isUsual = result.durability === usualDurability;
  if (!isUsual) main.push({ kind: "line", text: durability });
  const facts = [
    [words.appLabel, result.appUrl] as const,
    ...(isUsual ? [[words.durabilityLabel, durability] as const] : []),
    ...(parts ? [[words.startParts, parts] as const] : []),
  ];
  return {
    main,
    after: [
      ...ask(questions(result, words), language),
      ...strategyDetails(result, words, language),
      environmentDetails(environment, language, { after: facts }),
    ],
  };
}

/** Folded: each is introduced where the notebook comes to it. */
function strategyDetails({ strategies }: StartResult, words: Words, language: Language): Block[] {
  if (strategies.length === 0) return [];
  const items = strategies.map(({ name, about }) => [name, about[language]] as const);
  return [{ kind: "details", summary: words.strategies(strategies.length), items }];
}

/** On a shared server the app cannot count on all the free connections. */
function connectionsLine(
  { environment, processes = 1, connections: { max, reserved, pool, pgbouncer } }: StartResult,
  words: typeof en,
): string {
  const isShared = environment.engine === "attach";
  const limit = (isShared ? words.sharedConnections : words.connections)(max, reserved);
  const forApp = max - reserved;
  const parts = [limit];
  if (pool !== undefined) parts.push(processes > 1 ? words.pools(processes, pool) : words.pool(pool));
  if (pgbouncer !== undefined) parts.push(words.pgbouncer(pgbouncer));
  if (pgbouncer !== undefined && pgbouncer > forApp) parts.push(words.pgbouncerHasFewer(forApp));
  if (pgbouncer === undefined && processes * (pool ?? 0) > forApp) parts.push(words.tooMany(forApp));
  return parts.join(" ");
}

function questions({ environment, connections }: StartResult, words: typeof en) {
  const { max, reserved, pgbouncer } = connections;
  if (pgbouncer !== undefined) return [words.throughPgbouncer(pgbouncer)];
  return environment.engine === "attach" ? [] : [words.oneMore(max - reserved, max)];
}
