import type * as z from "zod";
import type { Localized } from "../common/language.ts";

/** The part of an action that cells are checked against, and that helps their authors while they type. */
export interface DescribedAction {
  readonly name: string;
  readonly about: Localized;
  /** Each parameter says what it is: `.meta({ about: { en, ru } })`. */
  readonly parameters: z.ZodType;
  /** The parameter that a plain value stands for: `check: exercise-1`. */
  readonly short?: string;
  /** The code of a cell that can run without changes. */
  readonly example: Localized;
  /** The values of the result that `predict` and `expect` can name, by key. */
  readonly values: Values;
}

export type Values = Readonly<Record<string, ValueAbout>>;

export interface ValueAbout {
  readonly about: Localized;
  /** All possible values, where the value is one of a few words; otherwise it is a number. */
  readonly words?: readonly string[];
}

/** Names that only the open lab knows. */
export interface KnownNames {
  readonly strategies: readonly KnownStrategy[];
  /** Those of another app, or of a file still to be written: not offered, and no mistake either. */
  readonly later?: readonly string[];
}

export interface KnownStrategy {
  readonly name: string;
  /** Undefined when its file does not say it. */
  readonly about: Localized | undefined;
  /** True when it has a buffer to process. */
  readonly processes: boolean;
}
