import { formatNumber, type Language } from "../../common/language.ts";
import { type Block, gap } from "../../drawing/blocks.ts";
import { panelsChart } from "../../drawing/panels.ts";
import type { View } from "../define.ts";
import { type Asked, ask } from "../questions.ts";
import { claimedLines, ledgerBlock, misplacedLines, saidIn, verdictBlock } from "../verdict/view.ts";
import type { ProcessResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** One batch that takes a few milliseconds has no rate worth the name. */
const shortestForRateMs = 100;

export function processView(result: ProcessResult, language: Language): View {
  const words = { en, ru }[language];
  const main: Block[] = [];
  if (result.ledger) {
    main.push(verdictBlock(result.ledger, language), ledgerBlock(result.ledger, language));
    main.push(...misplacedLines(result, language));
    main.push({ kind: "line", text: [moved(result, words), words.again(result.ledger.run)].join(gap) });
  } else {
    main.push({ kind: "verdict", sign: "•", text: moved(result, words) });
    main.push(...claimedLines(result.claimed, language));
  }
  main.push(beforeAndAfter(result, words, language));
  return { main, said: saidInHeadline(result), after: ask(questions(result, words), language) };
}

/** The counter and the buffer are those of the ledger, unless they held hits before its run. */
function saidInHeadline({ ledger, stored, pending }: ProcessResult): string[] {
  if (!ledger) return ["processed"];
  const said = saidIn(ledger);
  const same = { stored, pending };
  const here = (["stored", "pending"] as const).filter(
    (key) => said.includes(key) && same[key] === ledger[key],
  );
  return [...said.map((key) => `ledger.${key}`), ...here];
}

/** Calls at once may each report the same hits: what they say together is neither a number of hits nor a rate. */
function moved({ processed, atOnce, durationMs }: ProcessResult, words: typeof en): string {
  if (processed === 0) return words.nothing;
  if (atOnce > 1) return words.reported(atOnce, processed, durationMs);
  const rate = durationMs >= shortestForRateMs ? [words.rate((processed * 1000) / durationMs)] : [];
  return [words.moved(processed, durationMs), ...rate].join(gap);
}

/** The numbers stand in the picture, so it needs no table. */
function beforeAndAfter({ before, after }: ProcessResult, words: typeof en, language: Language): Block {
  const bar = (label: string, size: number) => ({ label, value: formatNumber(size, language), size });
  const panel = (fill: "pending" | "stored") => ({
    title: words[fill],
    fill,
    bars: [bar(words.before, before[fill]), bar(words.after, after[fill])],
  });
  return panelsChart(words.caption, [panel("pending"), panel("stored")]);
}

function questions({ processed, before, after, ledger }: ProcessResult, { questions }: typeof en): Asked[] {
  const found: Asked[] = [];
  const grown = after.stored - before.stored;
  if (grown !== processed) found.push(questions.mismatch(processed, grown));
  if (after.pending > 0) found.push(questions.left(after.pending));
  // What several calls have counted again was not moved: there was no more to move.
  // Hits with rows of their own share no counter.
  const shareRow = !ledger?.byName;
  if (found.length === 0 && processed > 1 && shareRow && !ledger?.duplicated)
    found.push(questions.moved(processed));
  return found;
}
