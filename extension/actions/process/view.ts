import { formatNumber, type Language } from "../../common/language.ts";
import { type Block, gap } from "../../drawing/blocks.ts";
import { panelsChart } from "../../drawing/panels.ts";
import type { View } from "../define.ts";
import { ask, processQuestions } from "../questions.ts";
import type { ProcessResult } from "../results.ts";
import { elsewhereLines, ledgerBlock, verdictBlock } from "../verdict/view.ts";
import type { Texts } from "../words.ts";

export function processView(result: ProcessResult, words: Texts, language: Language): View {
  const main: Block[] = [];
  if (result.ledger) {
    main.push(verdictBlock(result.ledger, words), ledgerBlock(result.ledger, words));
    main.push(...elsewhereLines(result, words));
    main.push({
      kind: "line",
      text: [moved(result, words), words.process.again(result.ledger.run)].join(gap),
    });
  } else {
    main.push({ kind: "verdict", sign: "•", text: moved(result, words) });
  }
  main.push(beforeAndAfter(result, words, language));
  return { main, after: ask(processQuestions(result, words), words) };
}

function moved({ processed, atOnce, durationMs }: ProcessResult, words: Texts): string {
  if (processed === 0) return words.process.nothing;
  const calls = atOnce > 1 ? [words.process.atOnce(atOnce)] : [];
  const rate = durationMs > 0 ? [words.process.rate((processed * 1000) / durationMs)] : [];
  return [words.process.moved(processed, durationMs), ...calls, ...rate].join(gap);
}

/** The numbers stand in the picture, so it needs no table beside it. */
function beforeAndAfter({ before, after }: ProcessResult, words: Texts, language: Language): Block {
  const bar = (label: string, size: number) => ({ label, value: formatNumber(size, language), size });
  const panel = (fill: "pending" | "stored") => ({
    title: words.process[fill],
    fill,
    bars: [bar(words.process.before, before[fill]), bar(words.process.after, after[fill])],
  });
  return panelsChart(words.process.caption, [panel("pending"), panel("stored")]);
}
