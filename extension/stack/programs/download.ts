import { type Localized, localizer } from "../../common/language.ts";
import type { StackOptions } from "../stack.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** Where downloads are kept, how they are cancelled, and where their progress goes. */
export type Request = Pick<StackOptions, "storageFolder" | "signal" | "progress">;

/** Something that is missing on this machine and can be fetched. */
export interface Download<T> {
  /** Its name, where it comes from, its version and size: a line of the question. */
  readonly what: Localized;
  fetch(): Promise<T>;
}

/** A text about downloads in every language. */
export const words = localizer({ en, ru });
