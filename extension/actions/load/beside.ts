import { explain } from "../../common/lab-error.ts";
import { inEachLanguage, type Localized } from "../../common/language.ts";

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
    return { trouble: troubleOf(error) };
  }
}

export function troubleOf(error: unknown): Localized {
  return inEachLanguage((language) => explain(error, language));
}
