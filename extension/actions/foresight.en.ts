import { numberWords } from "./number-words.ts";

const { n } = numberWords("en");

export const en = {
  prediction: {
    lead: "Your prediction:",
    guess: (key: string, guess: string, got: string) => `${key} ${guess}, measured ${got}`,
    reason: "Your reason:",
    right: "Well predicted.",
    surprise: "A surprise is worth more than a right guess: what explains the difference?",
  },
  expectation: {
    held: "as expected",
    missed: (key: string, want: string, got: string) => `expected ${key} ${want}, measured ${got}`,
    notHeld: (missed: number, all: number) => `${n(missed)} of ${n(all)} expectations did not hold`,
  },
  /** Keys of `predict` and `expect`, which are English in the notebook. */
  keys: { requestsPerSecond: "acknowledged" } as Readonly<Record<string, string>>,
  ms: (ms: string) => `${ms} ms`,
  perSecond: (rate: string) => `${rate}/s`,
  nothing: "no such value",
  yes: "yes",
  no: "no",
};
