import type { Language } from "../../common/language.ts";
import { type Block, gap } from "../../drawing/blocks.ts";
import type { View } from "../define.ts";
import type { ExerciseName } from "../exercises/exercise-name.ts";
import { explainView } from "../explain/view.ts";
import { claimedLines, ledgerBlock, verdictBlock } from "../verdict/view.ts";
import { historyBlock, isolationItem, scoreLine, seedLine } from "./checker/view.ts";
import { demandsOf } from "./exercises.ts";
import { type CheckResult, type DemandResult, isContractGap } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

const signs = { met: "✓", unmet: "✗", open: "?", unchecked: "–" };

export function checkView(result: CheckResult, language: Language): View {
  const words = { en, ru }[language];
  const { demands, passed, met, seed, sourceHash, source, strategy, file, ownApp, isolated, asked } = result;
  // Of a page nothing is drawn.
  const drawnOf = isolated === undefined ? undefined : seedLine(seed, language);
  const drawn = file === undefined ? words.again(seed) : drawnOf;
  const first = demands.find((each) => each.passed === false);
  const unchecked = demands.filter(({ seen }) => isContractGap(seen.code)).length;
  const { exercise, folder } = result;
  return {
    main: [
      {
        kind: "verdict",
        sign: passed === null ? "≈" : passed ? "=" : "≠",
        text:
          passed === null && unchecked > 0
            ? words.beyondContract(exercise, unchecked, met, demands.length)
            : words.headline(exercise, met, demands.length, passed),
      },
      ...scoreLine(demands, language),
      ...demands.map((each): Block => ({ kind: "line", tone: "finding", text: demandLine(each, language) })),
      ...(folder === undefined ? [] : insteadLines(exercise, words)),
      ...(first ? inFull(first, words, language) : []),
      ...demands.flatMap((each) => historyBlock(each, language)),
      ...(ownApp?.missing === undefined ? [] : [hint(words.notCarried.line(ownApp.missing[language] ?? ""))]),
      ...(drawn === undefined ? [] : [hint(drawn)]),
      {
        kind: "details",
        summary: words.details,
        items: [
          [
            folder === undefined ? words.file : words.folder,
            [file ?? folder ?? source?.file ?? strategy, sourceHash && `SHA-256 ${sourceHash.slice(0, 16)}`]
              .filter(Boolean)
              .join(", "),
          ],
          ...(isolated === undefined ? [] : [isolationItem(isolated, language)]),
          [words.askedFor, words.asked(asked.hints, asked.solution)],
        ],
      },
    ],
    said: ["met", "demands.length"],
  };
}

const hint = (text: string): Block => ({ kind: "line", text, tone: "hint" });

/** Whether it is met, and what was seen. */
export function demandLine({ name, passed, seen }: DemandResult, language: Language): string {
  const words = { en, ru }[language];
  // A report may be of a later lab, which knows more names.
  const demands: Readonly<Record<string, string>> = words.demands;
  const sentences: Readonly<Record<string, (...numbers: number[]) => string>> = words.seen;
  const sentence = sentences[seen.code]?.(...seen.numbers) ?? seen.code;
  const said = seen.said?.[language];
  const demand = demands[name] ?? name;
  const line = isContractGap(seen.code)
    ? `${signs.unchecked} ${words.notChecked(demand)}`
    : `${passed === null ? signs.open : passed ? signs.met : signs.unmet} ${demand}`;
  return [line, said ? `${sentence} ${said}` : sentence].join(gap);
}

/** Demands on a strategy that an app of one's own is free of, and what stands in their place. */
function insteadLines(exercise: ExerciseName, { demands, instead, notChecked }: Words): Block[] {
  const names = Object.keys(instead).filter((name): name is keyof typeof instead => name in instead);
  return names
    .filter((name) => demandsOf(exercise).includes(name))
    .map((name) => ({
      kind: "line",
      text: [`${signs.unchecked} ${notChecked(demands[name])}`, instead[name]].join(gap),
    }));
}

/** The first demand that is not met: where its hits are, and why some are gone. */
function inFull({ name, ledger, explained }: DemandResult, words: Words, language: Language): Block[] {
  if (!ledger) return [];
  const demands: Readonly<Record<string, string>> = words.demands;
  return [
    { kind: "line", text: words.inFull(demands[name] ?? name) },
    asLine(verdictBlock(ledger, language)),
    ledgerBlock(ledger, language),
    ...claimedLines(ledger.claimed, language),
    // Its tables hold every collision: `explain:` shows them.
    ...(explained ? explainView(explained, language).main.filter(({ kind }) => kind !== "table") : []).map(
      asLine,
    ),
  ];
}

/** A result has one headline: that of the check. */
function asLine(block: Block): Block {
  return block.kind === "verdict" ? { kind: "line", text: block.text } : block;
}
