import { numberWords } from "../number-words.ts";

const { n, many, time } = numberWords("en");
const seconds = (count: number) => time(count * 1000);

export const en = {
  about: "Starts workers that move a strategy's buffer into PostgreSQL every few seconds, and watches them.",
  parameters: {
    every: "Seconds that a worker pauses between two batches.",
    count: "How many workers run from now on, each a process of its own; 0 ends them.",
    watch: "How many seconds to watch them; they go on afterwards.",
  },
  values: {
    workers: "How many workers run.",
    moved: "Hits that the workers say they have moved since they were started.",
  },
  starting: "Starting the workers",
  watching: "Watching the workers",
  running: (workers: number, everySeconds: number, moved: number, pending: number) =>
    `${many(workers, "worker moves", "workers move")} the buffer every ${seconds(everySeconds)}; ${n(moved)} reported as moved so far, ${n(pending)} still pending.`,
  thrown: (exception: string, failed: number, batches: number) =>
    `${exception}: thrown by a worker; ${n(failed)} of ${many(batches, "batch", "batches")} failed.`,
  none: (strategy: string, pending: number) =>
    `No worker runs for ${strategy}; ${n(pending)} pending in its buffer.`,
  caption: "The counter catches up",
  inNumbers: "How the counter catches up, in numbers",
  stored: "stored",
  pending: "in the buffer",
  seconds: "seconds since the start",
  hits: "Hits",
  workers: "Workers since their start",
  number: "Worker",
  batches: "Batches",
  processed: "Hits moved",
  failed: "Failed",
  lastError: "Last error",
  state: "State",
  runs: "runs",
  notYetStored: (everySeconds: number) => ({
    question: `The buffer is moved every ${seconds(everySeconds)}. For how long may an acknowledged hit be missing from PostgreSQL?`,
    answer:
      "For about that time plus the time its batch takes; longer when a batch fails, or when more hits arrive than are moved. That is the price of an immediate answer: the counter lags, and until then the hit is as safe as the buffer is.",
  }),
};
