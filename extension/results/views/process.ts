import { formatNumber, type Language } from "../../common/language.ts";
import { type Block, gap } from "../blocks.ts";
import type { ProcessResult } from "../results.ts";
import type { Texts } from "../texts/index.ts";
import { ledgerBlock, verdictBlock } from "./ledger.ts";
import { left, right, type View } from "./view.ts";

export function processView(result: ProcessResult, words: Texts, language: Language): View {
  const main: Block[] = [];
  if (result.ledger) {
    main.push(verdictBlock(result.ledger, words), ledgerBlock(result.ledger, words));
    main.push({
      kind: "line",
      text: [moved(result, words), words.process.again(result.ledger.run)].join(gap),
    });
  } else {
    main.push({ kind: "verdict", sign: "•", text: moved(result, words) });
  }
  main.push(...questions(result, words), beforeAndAfter(result, words, language));
  return { main };
}

function moved({ processed, durationMs }: ProcessResult, words: Texts): string {
  if (processed === 0) return words.process.nothing;
  const rate = durationMs > 0 ? gap + words.process.rate((processed * 1000) / durationMs) : "";
  return words.process.moved(processed, durationMs) + rate;
}

function questions({ processed, before, after }: ProcessResult, words: Texts): Block[] {
  const asked: Block[] = [];
  const grown = after.stored - before.stored;
  if (grown !== processed) {
    asked.push({ kind: "line", tone: "hint", text: words.process.mismatch(processed, grown) });
  }
  if (after.pending > 0) {
    asked.push({ kind: "line", tone: "hint", text: words.process.left(after.pending) });
  }
  return asked;
}

function beforeAndAfter({ before, after }: ProcessResult, words: Texts, language: Language): Block {
  const row = (name: string, { stored, pending }: ProcessResult["before"]) => [
    name,
    formatNumber(stored, language),
    formatNumber(pending, language),
  ];
  return {
    kind: "table",
    caption: words.process.caption,
    columns: [left(words.process.when), right(words.process.stored), right(words.process.pending)],
    rows: [row(words.process.before, before), row(words.process.after, after)],
  };
}
