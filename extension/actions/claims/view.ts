import type { Language } from "../../common/language.ts";
import type { Judgement } from "../../ledger/claims.ts";
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
          judgement === "not-measured" ? words.claims[claim].missing : words.claims[claim].shown(evidence),
        ]),
      },
    ],
    after: ask([words.question], language),
  };
}
