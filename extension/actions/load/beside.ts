import { explained } from "../../common/lab-error.ts";
import type { Localized } from "../../common/language.ts";

/** What became of something that ran beside a load. A load that was measured is kept, whatever failed beside it. */
export interface Beside<Done> {
  readonly done?: Done;
  readonly trouble?: Localized;
}

/** @param work undefined: nothing was asked for */
export async function orTrouble<Done>(work: Promise<Done> | undefined): Promise<Beside<Done>> {
  try {
    return work ? { done: await work } : {};
  } catch (error) {
    return { trouble: explained(error) };
  }
}
