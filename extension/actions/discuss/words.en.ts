import { numberWords } from "../number-words.ts";

const { n } = numberWords("en");

export const en = {
  about: "Shows questions whose answers stay folded until they are opened.",
  parameters: {
    questions: "Questions with their answers.",
    question: "A question, in Markdown.",
    answer: "Its answer, in Markdown; it stays folded until it is opened.",
  },
  example:
    "discuss:\n  questions:\n    - question: What surprised you?\n      answer: Every hit that is lost was acknowledged before.",
  values: { questions: "How many questions there are." },
  title: (count: number) =>
    `Think first, then open ${count === 1 ? "the answer" : `the ${n(count)} answers`}.`,
};
