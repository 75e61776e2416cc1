import type { Language } from "../../common/language.ts";
import type { Judgement } from "../../ledger/claims.ts";
import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import type { ClaimsResult } from "../results.ts";
import { left, prose } from "../view.ts";
import type { Texts } from "../words.ts";
import { claimTexts } from "./words.ts";

const signs: Readonly<Record<Judgement, string>> = {
  true: "✓",
  "half-true": "~",
  false: "✗",
  "not-measured": "•",
};

export function claimsView({ claims }: ClaimsResult, words: Texts, language: Language): View {
  const texts = claimTexts[language];
  const of = (wanted: Judgement) => claims.filter(({ judgement }) => judgement === wanted).length;
  return {
    main: [
      {
        kind: "verdict",
        sign: "•",
        text: texts.title(of("true"), of("half-true"), of("false"), of("not-measured")),
      },
      {
        kind: "table",
        caption: texts.caption,
        columns: [left(texts.said), left(texts.judged), prose(texts.shown)],
        rows: claims.map(({ claim, judgement, evidence }) => [
          texts.claims[claim].said,
          `${signs[judgement]} ${texts.judgements[judgement]}`,
          judgement === "not-measured" ? texts.claims[claim].missing : texts.claims[claim].shown(evidence),
        ]),
      },
    ],
    after: ask([texts.question], words),
  };
}
