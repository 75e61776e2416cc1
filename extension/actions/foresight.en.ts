import { numberWords } from "./number-words.ts";

const { n } = numberWords("en");

export const en = {
  prediction: {
    caption: "Your prediction",
    what: "What",
    guess: "You said",
    got: "Measured",
    right: "Well predicted.",
    surprise: "A surprise is worth more than a right guess: what explains the difference?",
  },
  expectation: {
    held: "as expected",
    missed: (key: string, want: string, got: string) => `expected ${key} ${want}, measured ${got}`,
    notHeld: (missed: number, all: number) => `${n(missed)} of ${n(all)} expectations did not hold`,
  },
  /** Keys of `predict` and `expect`, which are English in the notebook. */
  keys: {} as Readonly<Record<string, string>>,
  nothing: "no such value",
  yes: "yes",
  no: "no",
};
