import { type Language, type Localized, languages } from "./language.ts";

/** What happened, and what to do about it, in one language. */
export interface ErrorText {
  readonly what: string;
  readonly remedy: string;
}

/** The errors of one part of the lab in one language, by code; an error with parameters is worded from them. */
export type ErrorCatalogue = Readonly<Record<string, ErrorText | ((parameters: never) => ErrorText)>>;

/**
 * A failure that a person can act on. `code` is stable (kebab-case) and is what tests and the JSON report look at;
 * the words come from the catalogue in which `defineErrors` found the code.
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

type Arguments<Entry> = Entry extends (parameters: infer Parameters) => ErrorText
  ? [parameters: Parameters, options?: ErrorOptions]
  : [parameters?: undefined, options?: ErrorOptions];

/**
 * Makes the errors of one part of the lab from its catalogue: `throw error("no-worker", { strategy })`.
 * Parameters are plain data, or an error that `explain` words.
 */
export function defineErrors<Catalogue extends ErrorCatalogue>(
  catalogues: Readonly<Record<Language, Catalogue>>,
) {
  return <Code extends keyof Catalogue & string>(
    code: Code,
    ...[parameters, options]: Arguments<Catalogue[Code]>
  ): LabError => {
    const text = (language: Language): ErrorText => {
      const entry: ErrorCatalogue[string] | undefined = catalogues[language][code];
      // The type of `parameters` is the one that this entry takes: see `Arguments`.
      return typeof entry === "function" ? entry(parameters as never) : (entry ?? { what: code, remedy: "" });
    };
    const localized = (part: keyof ErrorText) =>
      Object.fromEntries(languages.map((language) => [language, text(language)[part]])) as Localized;
    return new LabError(code, localized("what"), localized("remedy"), options);
  };
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
