import type { Language } from "../../common/language.ts";
import { formatNumber } from "../../common/language.ts";
import type { Block, DetailsBlock, TableBlock } from "../../drawing/blocks.ts";
import { formatRate } from "../../drawing/format.ts";
import { right } from "../columns.ts";
import type { View } from "../define.ts";
import type { InterleaveResult } from "../interleave/result.ts";
import { interleaveView } from "../interleave/view.ts";
import { ask } from "../questions.ts";
import { collisionBlocks } from "./collision.ts";
import type { ExplainResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;
/** The figures in the headline. */
export type Causes = ExplainResult["causes"] & Pick<ExplainResult, "overwrites">;

export function explainView(result: ExplainResult, language: Language): View {
  const words = { en, ru }[language];
  const { lost, explained, overwrites, causes, collisions, sizes, removals } = result;
  const agrees = lost === explained;
  const main: Block[] = [{ kind: "verdict", sign: agrees ? "=" : "≠", text: headline(result, words) }];
  if (result.unheard) main.push({ kind: "line", text: words.unheard });
  else if (!agrees) {
    const text = result.unnamed ? words.beyondRecords : words.labFault;
    main.push({ kind: "line", text: text(explained, lost) });
  }
  if (result.unnamed) main.push({ kind: "line", text: words.unnamed, tone: "hint" });
  if (result.restored > 0) main.push({ kind: "line", text: words.restored(result.restored) });
  if (causes.surplus > 0) main.push({ kind: "line", text: words.surplus(causes.surplus) });
  if (collisions.length > 0) main.push(...collisionBlocks(result, words, language));
  if (result.played) main.push(...playedBlocks(result.played, words, language));
  else if (result.replay) main.push(replayBlock(result.replay, words));
  if (result.notPlayed) main.push({ kind: "line", text: words.notPlayed, tone: "hint" });
  if (sizes.length > 0) main.push(sizesTable(result, words, language));
  if (removals.length > 0) main.push(removalsTable(result, words, language));
  const questions = [
    ...(overwrites > 0 ? [words.questions.why] : []),
    ...(causes.thrownAway > 0 ? [words.questions.between] : []),
  ];
  const said = ["explained", "lost", ...(overwrites > 0 ? ["overwrites"] : [])];
  return {
    main,
    said,
    after: [...ask(questions, language), ...lostNames(result, words), recorded(result, words, language)],
  };
}

function headline({ lost, explained, overwrites, causes }: ExplainResult, words: Words): string {
  if (lost === 0 && explained === 0) return words.nothingLost;
  const all = { ...causes, overwrites };
  const parts = (["overwritten", "thrownAway", "takenAndGone", "unrecorded"] as const)
    .filter((cause) => causes[cause] > 0)
    .map((cause) => words.causes[cause](all));
  return words.headline(explained, lost, parts.join(", "));
}

function replayBlock({ strategy, order }: NonNullable<ExplainResult["replay"]>, words: Words): Block {
  const source = `interleave: { strategy: ${strategy}, level: read-committed, order: ${order} }`;
  return { kind: "code", title: words.replay, language: "yaml", isCell: true, source };
}

/** It is no verdict on the run: it stands below it as a line. */
function playedBlocks(played: InterleaveResult, words: Words, language: Language): Block[] {
  return interleaveView(played, language).main.map((block) =>
    block.kind === "verdict" ? { kind: "line", lead: words.played, text: block.text } : block,
  );
}

function sizesTable({ sizes }: ExplainResult, { sizes: words }: Words, language: Language): TableBlock {
  return {
    kind: "table",
    caption: words.caption,
    columns: [right(words.undid), right(words.times), right(words.hits)],
    rows: sizes.map(({ undid, times }) =>
      [undid, times, undid * times].map((value) => formatNumber(value, language)),
    ),
  };
}

function removalsTable(
  { removals }: ExplainResult,
  { removals: words }: Words,
  language: Language,
): TableBlock {
  return {
    kind: "table",
    caption: words.caption,
    columns: [
      right(words.at),
      right(words.read),
      right(words.removed),
      right(words.thrownAway),
      right(words.gone),
    ],
    rows: removals.map(({ atMs, read, removed, thrownAway, gone }) =>
      [atMs, read, removed, thrownAway, gone].map((value) => formatNumber(value, language)),
    ),
  };
}

function lostNames({ lostHits, lost }: ExplainResult, { names }: Words): DetailsBlock[] {
  if (lostHits.length === 0) return [];
  const caption = names.caption(lostHits.length, Math.max(lost, lostHits.length));
  return [{ kind: "details", summary: caption, items: [["", lostHits.join(" ")]] }];
}

function recorded(
  { recorded, price }: ExplainResult,
  { recorded: words }: Words,
  language: Language,
): DetailsBlock {
  const { writes, commands, hits } = recorded;
  const number = (value: number) => formatNumber(value, language);
  const rate = (value: number) => formatRate(value, language);
  const { untraced, requestsPerSecond } = price;
  return {
    kind: "details",
    summary: words.summary,
    items: [
      [words.writes, number(writes)],
      [words.commands, commands === null ? words.notHeard : number(commands)],
      [words.hits, number(hits)],
      [words.rate, words.perSecond(rate(requestsPerSecond))],
      untraced
        ? [
            words.untraced(untraced.run),
            words.price(rate(untraced.requestsPerSecond), 1 - requestsPerSecond / untraced.requestsPerSecond),
          ]
        : ["", words.noPrice],
    ],
  };
}
