import type * as z from "zod";
import type { Language, Localized } from "../common/language.ts";
import type { DescribedAction } from "../document/described-action.ts";
import type { Block } from "../drawing/blocks.ts";
import type { LoadProgress } from "../load/load.ts";
import type { StackOptions, StackProgress } from "../stack/stack.ts";
import type { Discrepancy } from "./discrepancy.ts";
import type { PredictedValue } from "./expect.ts";
import type { Session } from "./session.ts";
import type { Move } from "./step/moves.ts";
import type { StepResult } from "./step/result.ts";

/**
 * What a cell does, from its parameters to what a reader sees of the result. One folder each; completion, hover,
 * help, the presenter, the report and its verification read this definition and nothing else.
 */
export interface Action<Parameters = unknown, Result extends ActionResult = ActionResult>
  extends DescribedAction,
    ShownResult<Result> {
  /** Each parameter says what it is: `.meta({ about })`. */
  readonly parameters: z.ZodType<Parameters>;
  /** True when the result tells of the stack as it was then: after a reset or a restart it is an old one. */
  readonly ages?: true;
  /** True when it takes the code of the lab's own apps apart, and so cannot have another app. */
  readonly needsOurApp?: true;
  run(lab: Lab, parameters: Parameters): Promise<Result>;
  /** What a result says of its parameters and these, which stand above it in a report, do not. */
  checkAsked?(result: Result, parameters: Parameters): Discrepancy[];
}

/** A kind of result: its shape, how it looks, and which of its values follow from others. */
export interface ShownResult<Result extends ActionResult = ActionResult> {
  readonly name: string;
  /** Plain data (it goes through JSON), without words that depend on the language of the reader. */
  readonly result: z.ZodType<Result> & z.core.$ZodTypeDiscriminable;
  /** @param predicted for what the student has guessed: a picture that shows it marks the guess */
  view(result: Result, language: Language, predicted?: readonly PredictedValue[]): View;
  /** Every value of the result that does not follow from its other values, as a changed report would have. */
  check?(result: Result): Discrepancy[];
}

interface ActionResult {
  /** The name of the action. */
  readonly action: string;
  /** The cell was cancelled, and this is what it had measured by then. */
  readonly cancelled?: true;
}

/** A result as blocks: the headline and what was found, then what to think about and to look up. */
export interface View {
  readonly main: readonly Block[];
  /** The values that the headline says, as `predict` names them: a guess at another one needs an answer of its own. */
  readonly said?: readonly string[];
  readonly after?: readonly Block[];
}

/** Infers the types of parameters and result from their schemas. */
export function defineAction<Parameters, Result extends ActionResult>(
  action: Action<Parameters, Result>,
): Action<Parameters, Result> {
  return action;
}

/** All that an action knows of the world: neither the editor nor the terminal. */
export interface Lab extends Pick<StackOptions, "signal" | "confirmDownload"> {
  readonly session: Session;
  readonly language: Language;
  readonly progress: (update: Progress) => void;
  /** Asked before a SQL cell runs as superuser; false refuses. Missing where nobody can answer. */
  readonly confirmSuperuser?: ((what: Localized) => Promise<boolean>) | undefined;
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
