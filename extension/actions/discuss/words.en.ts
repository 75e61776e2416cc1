import { numberWords } from "../number-words.ts";

const { n } = numberWords("en");

export const en = {
  about:
    "Opens the answer to the question in the text above it, or shows questions whose answers stay folded.",
  parameters: {
    questions: "Questions with their answers.",
    question: "A question, in Markdown. Leave it out where the text above the cell asks it.",
    answer: "The answer, in Markdown; it stays folded below a question of the cell.",
  },
  example:
    "discuss:\n  questions:\n    - question: What surprised you?\n      answer: Every hit that is lost was acknowledged before.",
  values: { questions: "How many questions there are." },
  title: (count: number) =>
    `Think first, then open ${count === 1 ? "the answer" : `the ${n(count)} answers`}.`,
};
