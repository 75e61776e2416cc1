import type { Language } from "../../common/language.ts";
import type { Block, ChoiceBlock, CodeBlock, TableBlock } from "../../drawing/blocks.ts";
import type { HeldTable } from "../../inspection/held-data.ts";
import { left, signed } from "../columns.ts";
import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import { sourceDetails } from "../strategies/source-view.ts";
import { ledgerBlock, saidIn, signOf, verdictBlock } from "../verdict/view.ts";
import { endOfWalk, type Move, moves } from "./moves.ts";
import { stepQuestions } from "./questions.ts";
import type { StepResult, WalkStep } from "./result.ts";
import { lineAfter, ranLines, walkedPart } from "./walked-source.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

export function stepView(result: StepResult, language: Language): View {
  const words = { en, ru }[language];
  return {
    main: [
      verdictBlock(result, language),
      ledgerBlock(result, language),
      walkTable(result, words),
      ...sources(result, words),
    ],
    said: saidIn(result),
    after: [...ask(stepQuestions(result, words), language), ...sourceDetails([result.source], language)],
  };
}

/** The walk so far, and the question for the next move. */
export function walkBlocks(result: StepResult, possible: readonly Move[], language: Language): Block[] {
  const words = { en, ru }[language];
  return [
    // On top, where no words above them can push them away.
    moveChoice(possible, language),
    { kind: "verdict", sign: "•", text: standing(result, words) },
    walkTable(result, words),
    ...sources(result, words),
  ];
}

function standing({ steps, sources }: StepResult, words: Words): string {
  const here = steps.at(-1);
  if (here?.file && here.line !== null) {
    const next = lineAfter(sources[here.file] ?? "", here.line)?.text ?? "";
    return words.standing(here.place, here.file, here.line, next);
  }
  return here?.place === "dead" ? words.waiting.dead : words.waiting.begin;
}

/** The moves to choose from, and the end of the walk. */
export function moveChoice(possible: readonly Move[], language: Language): ChoiceBlock {
  const words = { en, ru }[language];
  const options = moves.map((move) => ({
    value: move,
    label: words.labels[move],
    ...(!possible.includes(move) && { disabled: true as const }),
  }));
  const end = { value: endOfWalk, label: words.endLabel };
  return { kind: "choice", prompt: words.prompt, otherwise: words.otherwise, options: [...options, end] };
}

function walkTable(result: StepResult, words: Words): TableBlock {
  const { steps } = result;
  const changing = changingTables(steps);
  return {
    kind: "table",
    caption: words.walk,
    columns: [
      left(words.move),
      left(words.stands),
      left(words.next),
      left(words.redis),
      left(words.postgres),
      signed(words.ledger),
    ],
    rows: steps.map((step, index) => [
      step.move ?? "–",
      placeText(result, steps[index - 1], step, words),
      nextLine(result, step),
      step.redis.map((key) => words.key({ ...key, key: shortened(key.key) })).join("; ") || words.nothing,
      step.postgres
        .filter(({ table }) => changing.has(table))
        .map(words.table)
        .join("; ") || words.nothing,
      `${signOf(step.ledger)} ${words.ledgerText(step.ledger)}`,
    ]),
  };
}

function placeText(result: StepResult, before: WalkStep | undefined, step: WalkStep, words: Words): string {
  if (step.failed) return words.failed(step.failed.code, step.failed.message);
  if (step.place === "begin") return words.begin(step.worker);
  if (step.place === "dead") return words.dead;
  return words.at(step.place === "end" ? words.end : step.place, ranLines(result, before, step));
}

function nextLine({ sources }: StepResult, { file, line }: WalkStep): string {
  const next = file === null || line === null ? undefined : lineAfter(sources[file] ?? "", line);
  return next ? `${next.line} ${next.text.replace(/^await /, "")}` : "";
}

/** The tables that the walk has changed; where it changed none, those that hold something of the strategy. */
function changingTables(steps: readonly WalkStep[]): Set<string> {
  const all = steps.flatMap(({ postgres }) => postgres);
  const states = Map.groupBy(all, ({ table }) => table);
  const names = (wanted: (held: readonly HeldTable[]) => boolean) =>
    new Set([...states].filter(([, held]) => wanted(held)).map(([table]) => table));
  const changed = names((held) => new Set(held.map(({ rows, value }) => `${rows} ${value}`)).size > 1);
  return changed.size > 0 ? changed : names((held) => held.some(({ own, rows }) => own && rows > 0));
}

/** A random name says no more than its first letters. */
function shortened(key: string): string {
  return key.replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "$1…");
}

/** The part of each file that the worker went through, with the places where it stood. */
function sources({ sources, steps }: StepResult, words: Words): CodeBlock[] {
  return Object.entries(sources).flatMap(([file, source]): CodeBlock[] => {
    const places = new Map(
      steps.flatMap((step) =>
        step.file === file && step.line !== null ? [[step.line, step.place] as const] : [],
      ),
    );
    if (places.size === 0) return [];
    const [from, to] = walkedPart(source, [...places.keys()]);
    return [
      {
        kind: "code",
        title: words.source(file),
        language: file.endsWith(".py") ? "python" : "ts",
        source: source
          .split("\n")
          .slice(from - 1, to)
          .join("\n"),
        firstLine: from,
        marks: [...places].sort(([a], [b]) => a - b).map(([line, note]) => ({ line, note })),
      },
    ];
  });
}
