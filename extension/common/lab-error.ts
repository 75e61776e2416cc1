import { ended } from "./ended.ts";
import { inEachLanguage, type Language, type Localized } from "./language.ts";

/** What happened, and what to do about it, in one language. */
export interface ErrorText {
  readonly what: string;
  readonly remedy: string;
}

/** The errors of one part of the lab in one language, by code; an error with parameters is worded from them. */
type ErrorCatalogue = Readonly<Record<string, ErrorText | ((parameters: never) => ErrorText)>>;

/**
 * A failure that a person can act on: a code with parameters, worded from a catalogue where it is shown.
 * `code` is stable (kebab-case) and is what tests and the JSON report look at.
 */
export class LabError extends Error {
  override readonly name = "LabError";
  readonly code: string;
  /** Plain data, or an error that `explain` words. */
  readonly parameters: unknown;
  readonly text: (language: Language) => ErrorText;

  constructor(
    code: string,
    parameters: unknown,
    text: (language: Language) => ErrorText,
    options?: ErrorOptions,
  ) {
    // A program's own words often have no full stop, and the advice must not run into them.
    const sentences = (language: Language): ErrorText => {
      const { what, remedy } = text(language);
      return { what: ended(what), remedy };
    };
    super(inOneLine(sentences("en")), options);
    this.code = code;
    this.parameters = parameters;
    this.text = sentences;
  }

  get what(): Localized {
    return inEachLanguage((language) => this.text(language).what);
  }

  get remedy(): Localized {
    return inEachLanguage((language) => this.text(language).remedy);
  }
}

const inOneLine = ({ what, remedy }: ErrorText) => `${what} ${remedy}`.trimEnd();

type Arguments<Entry> = Entry extends (parameters: infer Parameters) => ErrorText
  ? [parameters: Parameters, options?: ErrorOptions]
  : [parameters?: undefined, options?: ErrorOptions];

/** Makes the errors of one part of the lab from its catalogue: `throw workerError("no-worker", { strategy })`. */
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
    return new LabError(code, parameters, text, options);
  };
}

const late: Localized = { en: "no answer in time", ru: "нет ответа вовремя" };

/** What to show a person for anything that was thrown. */
export function explain(error: unknown, language: Language): string {
  if (error instanceof LabError) return inOneLine(error.text(language));
  if (!(error instanceof Error)) return String(error);
  // What JavaScript says of a timeout and of a failed request explains nothing, and of several failures it says nothing.
  if (error.name === "TimeoutError" || /aborted due to timeout/.test(error.message)) return late[language];
  if (error.message === "fetch failed" && error.cause) return explain(error.cause, language);
  if (error instanceof AggregateError && error.message === "") {
    return error.errors.map((each) => explain(each, language)).join("; ");
  }
  return error.message;
}

/** The same in each language, for a result that may be read in any of them. */
export function explained(error: unknown): Localized {
  return inEachLanguage((language) => explain(error, language));
}

/** True for what an aborted `AbortSignal` makes code throw: a cancel, not a failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
