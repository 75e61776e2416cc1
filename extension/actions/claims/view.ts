import type { Language } from "../../common/language.ts";
import type { JudgedClaim, Judgement } from "../../ledger/claims.ts";
import { left, prose } from "../columns.ts";
import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import type { ClaimsResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const signs: Readonly<Record<Judgement, string>> = {
  true: "✓",
  "half-true": "~",
  false: "✗",
  "not-measured": "•",
};

function shownBy({ claim, judgement, evidence }: JudgedClaim, words: typeof en): string {
  const { missing, shown } = words.claims[claim];
  if (judgement === "not-measured") return missing;
  // Of the others, none is about speed.
  const disturbed = claim === "not-for-writes" && (evidence.rows?.disturbed || evidence.buffer?.disturbed);
  return disturbed ? `${shown(evidence)} ${words.disturbed}` : shown(evidence);
}

export function claimsView({ claims }: ClaimsResult, language: Language): View {
  const words = { en, ru }[language];
  const of = (wanted: Judgement) => claims.filter(({ judgement }) => judgement === wanted).length;
  return {
    main: [
      {
        kind: "verdict",
        sign: "•",
        text: words.title(of("true"), of("half-true"), of("false"), of("not-measured")),
      },
      {
        kind: "table",
        caption: words.caption,
        columns: [left(words.said), left(words.judged), prose(words.shown)],
        rows: claims.map(({ claim, judgement, evidence }) => [
          words.claims[claim].said,
          `${signs[judgement]} ${words.judgements[judgement]}`,
          shownBy({ claim, judgement, evidence }, words),
        ]),
        note: words.note,
      },
    ],
    after: ask([words.question], language),
  };
}
