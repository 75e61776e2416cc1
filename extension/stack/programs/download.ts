import type { Localized } from "../../common/language.ts";

/** Something that this machine lacks and that can be fetched. */
export interface Download<T> {
  /** Its name, where it comes from, its version and size: a line of the question. */
  readonly what: Localized;
  fetch(): Promise<T>;
}
