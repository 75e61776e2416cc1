import type { z } from "zod";
import type { Language, Localized } from "../common/language.ts";
import type { Values } from "../document/described-action.ts";
import type { LoadProgress } from "../load/load.ts";
import type { Result } from "../results/results.ts";
import type { Session } from "./session.ts";

/** What a cell does. One file each; completions, validation, the CLI help and the README come from these fields. */
export interface Action<P = unknown> {
  readonly name: string;
  readonly about: Localized;
  /** Each parameter says what it is: `.meta({ about: { en, ru } })`. */
  readonly parameters: z.ZodType<P>;
  /** The code of a cell that runs as it is. */
  readonly example: Localized;
  /** What `predict` and `expect` can speak of: keys of the result. */
  readonly values: Values;
  /** True when the result tells of the stack as it was then: after a reset or a restart it is an old one. */
  readonly ages?: true;
  run(lab: Lab, parameters: P): Promise<Result>;
}

/** All that an action knows of the world: neither the editor nor the terminal. */
export interface Lab {
  readonly session: Session;
  readonly language: Language;
  readonly signal: AbortSignal;
  readonly progress: (update: Progress) => void;
  /** Asked once before server binaries are fetched; false refuses. */
  readonly confirmDownload: (what: Localized) => Promise<boolean>;
}

export interface Progress {
  readonly text: Localized;
  /** From 0 to 1, where it is known. */
  readonly fraction?: number;
  /** While a load runs. */
  readonly load?: LoadProgress;
}
