import { describeHits } from "../crash/words.en.ts";
import { numberWords } from "../number-words.ts";
import type { Asked } from "../questions.ts";
import type { MatrixCell } from "./result.ts";

const { n, many } = numberWords("en");
const hits = (count: number) => many(count, "hit", "hits");

export const en = {
  about:
    "Kills a worker of each strategy at every place where a crash could hurt, starts another one, and shows what each crash costs.",
  parameters: {
    strategies: "The strategies to crash; without it, all that have something to process.",
    hits: "How many hits wait in the buffer at each crash.",
    repeat: "How many times each crash is repeated.",
  },
  values: {
    lost: "The most hits that a crash at this place has lost. Other strategies and places likewise; `no-crash` is the control.",
    duplicated: "The most hits that were counted twice after it.",
    exact: "After how many of the repeated crashes the count agreed with the answers.",
    pending: "The most hits that were still in the buffer at the end.",
    verdict: "The ledger's answer: `exact`, or the first that was not.",
    crashes: "Workers that were killed.",
  },
  progress: {
    withoutCrash: (strategy: string) => `${strategy}: without a crash`,
    crashAt: (strategy: string, place: string) => `${strategy}: a crash at ${place}`,
  },

  matrix: "What a crash at each place costs",
  matrixNote: (hitsEach: number, repeat: number, crashed: number) =>
    `Before each crash ${hits(hitsEach)} ${hitsEach === 1 ? "was" : "were"} waiting in the buffer${repeat > 1 ? `, ${n(repeat)} times` : ""}; ${many(crashed, "worker", "workers")} killed by SIGKILL, each followed by a new one. –: the strategy does not come to this place.`,
  strategy: "Strategy",
  noCrash: "no crash",
  notThere: "–",
  cell: ({ runs, exact, lost, duplicated, pending, verdict }: MatrixCell): string => {
    if (exact === runs && pending === 0) return runs === 1 ? "exact" : `exact ${n(exact)}/${n(runs)}`;
    const found = describeHits({ lost, duplicated, pending, stored: 0 });
    const often = runs === 1 ? "" : ` (exact ${n(exact)}/${n(runs)})`;
    return `${found === "" ? verdict : found}${often}`;
  },
  leftOut: (strategies: string) => `Left out, because this stack cannot crash them: ${strategies}.`,
  allExact: (strategies: number, crashed: number) =>
    `${many(strategies, "strategy", "strategies")}, ${many(crashed, "crash", "crashes")}: every acknowledged hit is stored once.`,
  someWrong: (wrong: string, sound: string) =>
    `Wrong after a crash: ${wrong}${sound === "" ? "" : `; exact after every crash: ${sound}`}.`,
  unsoundControl: (strategies: string) => `Wrong even without a crash: ${strategies}.`,
  nothingCrashed: "There was no strategy to crash.",

  questions: {
    losesOnlyAt: (strategy: string, lost: number, place: string, all: number): Asked => ({
      question: `\`${strategy}\` loses ${n(lost)} hits at ${place} and is exact at ${all === 1 ? "one other place" : `${n(all)} other places`}. How long is a worker at ${place} in real life?`,
      answer:
        "Only a moment in each batch: a test that kills a worker at a random time nearly always misses it; a year in production does not. Only a crash at *every* place, one after the other, says that a protocol is safe. Walk through it with `step` and see which statement comes too early.",
    }),
    inCommon: (strategies: string): Asked => ({
      question: `${strategies}: exact after every crash. What do they have in common?`,
      answer:
        "PostgreSQL commits the hits **together with the proof that they are done** (the name of the batch, the ids of the hits, or the removal from a queue in the same database), and whatever the buffer is told, it is told after that COMMIT. So a worker that dies earlier has done nothing, and one that dies later has only left work that is recognised as done.",
    }),
    doublesAt: (strategy: string, duplicated: number, place: string): Asked => ({
      question: `After a crash at ${place} \`${strategy}\` counts ${hits(duplicated)} twice. What had the dead worker not done yet?`,
      answer:
        "To tell the buffer. The hits were committed and still in the buffer, and the next worker had no way to know. Clearing the buffer first would lose them instead; PostgreSQL must remember what it has added.",
    }),
  },
};
