import { numberWords } from "../number-words.ts";

const { many } = numberWords("en");
const forgotten = (runs: number) => (runs === 0 ? "" : `; ${many(runs, "run is", "runs are")} forgotten`);

export const en = {
  about: "Zeroes every counter and the buffer, forgets the runs, and reads everything back.",
  values: { forgottenRuns: "Runs that were forgotten." },
  done: (runs: number) => `Every counter is zero and the buffer is empty${forgotten(runs)}.`,
  doneBut: (strategies: string, runs: number) =>
    `Every counter is zero${forgotten(runs)}; the buffer is empty, but not that of ${strategies}.`,
  unforgotten: (strategy: string, reason: string) =>
    `“${strategy}” did not empty its buffer: ${reason}. If a server is down, bring it back and reset again; else correct \`forget\` in the strategy, stop the stack and start it.`,
  notZero: "Not every counter is zero after the reset.",
};
