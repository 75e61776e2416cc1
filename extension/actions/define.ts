import type { z } from "zod";
import type { Language, Localized } from "../common/language.ts";
import type { Values } from "../document/described-action.ts";
import type { LoadProgress } from "../load/load.ts";
import type { StackOptions, StackProgress } from "../stack/stack.ts";
import type { Move, StepResult } from "./crash/results.ts";
import type { Result } from "./results.ts";
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
export interface Lab extends Pick<StackOptions, "signal" | "confirmDownload"> {
  readonly session: Session;
  readonly language: Language;
  readonly progress: (update: Progress) => void;
  /**
   * Asks a person for the next move of a walk; undefined ends it. Missing where nobody can answer.
   * @throws AbortError when the signal fires
   */
  readonly nextMove?: (
    soFar: StepResult,
    possible: readonly Move[],
    signal: AbortSignal,
  ) => Promise<Move | undefined>;
}

export interface Progress extends StackProgress {
  /** While a load runs. */
  readonly load?: LoadProgress;
}
