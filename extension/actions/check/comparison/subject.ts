import type { Lab } from "../../define.ts";
import type { HandedInText, Subject } from "../subject.ts";
import { readComparison } from "./comparison.ts";
import { comparisonDemandNames, comparisonDemands } from "./demands.ts";

/** The page, beside the loads that it speaks of. It needs no server. */
export async function comparisonSubject(lab: Lab, { label, source }: HandedInText): Promise<Subject> {
  const comparison = await readComparison(lab.session, source);
  return {
    what: { file: label },
    attempts: comparisonDemandNames.map((name) => [name, () => comparisonDemands[name](comparison)]),
    async [Symbol.asyncDispose]() {},
  };
}
