import { formatNumber, plural } from "../../common/language.ts";

const n = (value: number) => formatNumber(value, "en");

export const en = {
  measuredAt: (time: string) => `Measured on ${time}, before this notebook was opened.`,
  otherVersion: (time: string) =>
    `Measured on ${time} by another version of Surge Lab, in a form that this one cannot read. Run the step again to see its result.`,
  states: {
    "not-run": "not run yet",
    "as-expected": "as expected",
    "not-as-expected": "not as expected",
    skipped: "skipped",
    changed: "the cell has changed since",
  },
  next: "next",
  /** Of a notebook: how many of its steps have been run. */
  done: (done: number, all: number) => `${n(done)} of ${n(all)} ${plural(all, "en", "step", "steps")}`,
  exercise: {
    notBegun: "not begun",
    begun: "begun",
    solved: "solved",
    demands: (met: number, all: number) => `${n(met)} of ${n(all)} demands met`,
    hints: (count: string) => `hints asked for: ${count}`,
    solution: "solution asked for",
  },
  nameless: (count: string) => `Cells without a name: ${count}. No results of theirs are kept.`,
  page: {
    title: "Progress",
    about: "Surge Lab writes this file anew after each step.",
    step: "Step",
    does: "What it does",
    state: "State",
    measured: "Measured",
  },
  summary: {
    asExpected: (count: number) => `${count} ${plural(count, "en", "step", "steps")} as expected`,
    notAsExpected: (count: number, names: string) => `${count} not as expected: ${names}`,
    skipped: (count: number, names: string) => `${count} skipped: ${names}`,
    notRun: (count: number) => `${count} not run`,
  },
};
