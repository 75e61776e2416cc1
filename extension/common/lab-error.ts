import type { Language, Localized } from "./language.ts";

/**
 * A failure that a person can act on: what happened, and what to do about it, in every language.
 * `code` is stable (kebab-case) and is what tests and the JSON report look at.
 */
export class LabError extends Error {
  override readonly name = "LabError";
  readonly code: string;
  readonly what: Localized;
  readonly remedy: Localized;

  constructor(code: string, what: Localized, remedy: Localized, options?: ErrorOptions) {
    super(`${what.en} ${remedy.en}`, options);
    this.code = code;
    this.what = what;
    this.remedy = remedy;
  }
}

/** What to show a person for anything that was thrown. */
export function explain(error: unknown, language: Language): string {
  if (error instanceof LabError) return `${error.what[language]} ${error.remedy[language]}`;
  return error instanceof Error ? error.message : String(error);
}

/** True for what an aborted `AbortSignal` makes code throw: a cancel, not a failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
