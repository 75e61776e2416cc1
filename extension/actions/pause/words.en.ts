import { numberWords } from "../number-words.ts";

const { time } = numberWords("en");

export const en = {
  about: "Freezes the app, lets it go on, and measures how long a request had to wait meanwhile.",
  values: {
    frozenMs: "How long it took until the app ran again, milliseconds.",
    slowestMs: "The longest wait of a request meanwhile, milliseconds.",
  },
  progress: "The app stands still",
  done: (ms: number) => `The app stood still, and runs again after ${time(ms)}.`,
  slowest: (ms: number) =>
    `The slowest request of that time got its answer after ${time(ms)}: late, but not refused.`,
  question: {
    question: "Nothing was refused and nothing lost. Would your monitoring have noticed this freeze?",
    answer:
      "Only if it measures how long *users* wait. Freeze it in the middle of a load, `load: { …, duration: 10, pause: { after: 2, ms: 1000 } }`, once without and once with a `rate`, then `compare`: the two report different things about the same second.",
  },
};
