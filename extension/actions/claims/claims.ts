import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { judge, judgeClaims, judgements } from "../../ledger/claims.ts";
import { defineAction } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { type ClaimsResult, result } from "./result.ts";
import { claimsView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

export const claims = defineAction({
  name: "claims",
  about: say(({ about }) => about),
  parameters: z.strictObject({}),
  example: alike("claims:"),
  values: {
    "claims.length": { about: say(({ values }) => values.claims) },
    "claims.0.judgement": { about: say(({ values }) => values.judgement), words: judgements },
  },
  ages: true,
  result,
  async run({ session }): Promise<ClaimsResult> {
    return { action: "claims", claims: judgeClaims(session.runs.map(({ result }) => result)) };
  },
  view: claimsView,
  check: ({ claims }) =>
    claims.flatMap(({ claim, judgement, evidence }, index) =>
      differs(`claims.${index}.judgement`, judgement, judge(claim, evidence)),
    ),
});
