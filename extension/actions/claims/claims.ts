import { z } from "zod";
import { alike } from "../../common/language.ts";
import { judgeClaims, judgements } from "../../ledger/claims.ts";
import type { OldAction } from "../define.ts";
import type { ClaimsResult } from "../results.ts";

export const claims: OldAction = {
  name: "claims",
  about: {
    en: "Puts what is often said about all this beside what your runs have measured.",
    ru: "Сопоставляет то, что обычно говорят на эту тему, с тем, что измерили ваши прогоны.",
  },
  parameters: z.strictObject({}),
  example: alike("claims:"),
  values: {
    "claims.length": {
      about: { en: "How many claims were judged.", ru: "Сколько утверждений проверено." },
    },
    "claims.0.judgement": {
      about: { en: "The judgement of the first claim.", ru: "Оценка первого утверждения." },
      words: judgements,
    },
  },
  ages: true,
  async run({ session }): Promise<ClaimsResult> {
    return { action: "claims", claims: judgeClaims(session.runs.map(({ result }) => result)) };
  },
};
