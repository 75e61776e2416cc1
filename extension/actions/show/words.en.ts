import { numberWords } from "../number-words.ts";
import type { Asked } from "../questions.ts";

const { n } = numberWords("en");

export const en = {
  about: "Shows the source of a strategy, the very file that the app runs.",
  values: {
    file: "The file that runs.",
    editedSinceStart: "True when the file was saved after the stack started: what runs is the older text.",
  },
  title: (strategy: string) => `The source of ${strategy}: the very file that the app runs.`,
  edited: (strategy: string) =>
    `The source of ${strategy} was saved after the stack started: what runs is the older text. Stop the stack and start it again to run this one.`,

  /** What a marked line does. */
  marks: {
    connect: "opens a connection of its own",
    lock: "reads the number and locks its row",
    add: "PostgreSQL itself adds",
    writeBack: "writes a number back, whatever is there by now",
    read: "reads the number",
    row: "stores the hit as a row of its own",
    remember: "remembers that this was added",
    enqueue: "puts the hit at the end of the queue",
    takeRows: "takes rows that nobody else holds",
    takeEntries: "takes entries; the queue remembers who has them",
    slowWork: "the slow work",
    acknowledge: "tells the queue that they are done",
    addInApp: "adds one in the app",
    countInRedis: "Redis counts the hit",
    moveAside: "moves the buffer aside in one step",
    takeBuffer: "reads and clears the buffer in one step",
    readBuffer: "reads the buffer",
    clearBuffer: "clears it",
    commit: "from here on it is stored",
  },

  questions: {
    between: (read: number, write: number): Asked => ({
      question: `What may another hit do between line ${n(read)} and line ${n(write)}?`,
      answer:
        "Everything, the same two lines included: it reads the number that this one has read, and writes the same result.",
    }),
    betweenBuffer: (read: number, clear: number): Asked => ({
      question: `A hit arrives in Redis between line ${n(read)} and line ${n(clear)}. Where is it afterwards?`,
      answer:
        "Nowhere: it came too late to be read and early enough to be deleted. Its client has its 200 OK.",
    }),
  },
};
