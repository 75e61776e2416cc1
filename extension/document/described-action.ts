import type { Localized } from "../common/language.ts";
import type { ActionShape } from "./cell.ts";

/** As much of an action as its author is helped with while typing a cell. */
export interface DescribedAction extends ActionShape {
  readonly about: Localized;
  /** The code of a cell that runs as it is. */
  readonly example: Localized;
  /** What `predict` and `expect` can speak of, by key. */
  readonly values: Values;
}

export type Values = Readonly<Record<string, ValueAbout>>;

export interface ValueAbout {
  readonly about: Localized;
  /** All that the value can be, where it is one of a few words; else it is a number. */
  readonly words?: readonly string[];
}

/** Names that only the lab in front knows. */
export interface KnownNames {
  readonly strategies: readonly KnownStrategy[];
}

export interface KnownStrategy {
  readonly name: string;
  /** Undefined when its file does not say it. */
  readonly about: Localized | undefined;
  /** True when it has a buffer to process. */
  readonly processes: boolean;
}
