import { formatRate } from "../../drawing/format.ts";
import { numberWords } from "../number-words.ts";

const { n, many, time } = numberWords("en");

export const en = {
  about: "Moves what a strategy has in its buffer into PostgreSQL, once or several times at once.",
  parameters: { atOnce: "How many calls run at the same time, as when two workers come at once." },
  values: {
    processed: "Hits that the app says it moved into PostgreSQL.",
    durationMs: "How long the step took, milliseconds.",
  },
  moved: (count: number, ms: number) => `${many(count, "hit", "hits")} moved into PostgreSQL in ${time(ms)}.`,
  reported: (calls: number, count: number, ms: number) =>
    `${n(calls)} calls at once reported ${many(count, "hit", "hits")} moved in ${time(ms)}.`,
  nothing: "There was nothing to move into PostgreSQL.",
  rate: (perSecond: number) => `${formatRate(perSecond, "en")} hits/s`,
  again: (run: number) => `run ${n(run)}, judged again now`,
  caption: "The counter and the buffer",
  before: "before",
  after: "after",
  stored: "stored",
  pending: "in the buffer",
  questions: {
    mismatch: (said: number, grown: number) => ({
      question: `The app says it moved ${n(said)}, the counter grew by ${n(grown)}. What else may have changed it?`,
      answer:
        "Another `process` at the same time, a load that is still running, or a statement of your own: the counter was read before and after, and everything in between is in the difference. If nothing else ran, the step does not do what it says.",
    }),
    left: (pending: number) => ({
      question: `${n(pending)} are still in the buffer: did they arrive while the others were moved?`,
      answer:
        "Either that, or the step has stopped before its end. Process once more: what arrived late is moved now, and what is stuck stays.",
    }),
    moved: (moved: number) => ({
      question: `${n(moved)} hits were moved into PostgreSQL. How many UPDATEs did the counter's row need for that?`,
      answer:
        "As few as the strategy makes batches: open it with `show` and count. That is the whole gain of a buffer: a row that many hits compete for is changed once for all of them. **Batching is what helps; Redis is only one way to collect the batches.**",
    }),
  },
};
