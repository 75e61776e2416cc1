import { numberWords } from "../../number-words.ts";

const { n, many } = numberWords("en");

const histories = (count: number) => many(count, "history", "histories");

export const en = {
  demands: {
    judgesRecorded:
      "Your check is right about runs of `naive`, `atomic`, `append` and `stream` recorded just now.",
    acceptsCorrect: "It accepts the histories of implementations that keep the contract.",
    swallowsErrors: "It sees a hit that was acknowledged although storing it failed.",
    losesUpdates: "It sees two hits that read the same number and wrote the same one.",
    acknowledgesFirst: "It sees hits that were acknowledged before they were stored, and died with the app.",
    storesLater: "It sees hits that were stored some time after they were acknowledged.",
    refusesStored: "It sees a hit that was stored and then refused.",
    storesRepeats: "It sees a hit that was sent again and is stored twice.",
    resends: "It sees a hit without an answer that was counted twice.",
    buffersInMemory: "It sees a buffer that died with the app.",
    throwsAway: "It sees hits that were thrown away because they came while the buffer was being emptied.",
    takesAndDies: "It sees a batch that a worker took out of the buffer and died with.",
    storesAgain: "It sees a batch that was stored once more after a worker had died.",
    processesTwice: "It sees a batch that two workers stored.",
    mixesUp: "It sees a hit that was stored twice in place of another one, so that the count is right.",
    namesAnew: "It sees hits that were stored under other ids than they were sent.",
    countsStrangers: "It sees hits that no client sent.",
    turnsRound: "It sees hits of one client that were stored in the wrong order.",
  },
  seen: {
    agrees: (of: number) => `In all ${histories(of)}.`,
    escaped: (missed: number, of: number) => `${n(missed)} of ${histories(of)} escaped.`,
    accused: (missed: number, of: number) =>
      `${n(missed)} of ${histories(of)} refused without proof; your check says of the one below:`,
    checkThrew: () => "Your check threw:",
    returned: () => "Your check returned neither a string nor undefined, but a value of the type",
    hangs: (seconds: number) =>
      `Not decided: your check had not answered after ${n(seconds)} s, as if in an endless loop.`,
    gaveUp: () => "Not tried: your check had not come to an answer before.",
    ended: () => "The process of your check ended, as after an uncaught error or with too little memory:",
  },
  score: (escaped: number, of: number) =>
    escaped === 0
      ? `None of ${many(of, "mutant", "mutants")} escaped.`
      : `${n(escaped)} of ${many(of, "mutant", "mutants")} escaped.`,
  isolation: "access",
  isolated: "to no file, no program, no network",
  again: (seed: number) =>
    `Half of the simulated histories were drawn from \`seed: ${seed}\`, which repeats them; the others are new each time.`,
  bounded: "to what needs no import; this version of Node cannot close files and programs altogether",
  shown: (demand: string, wrong: string) =>
    `${demand} Not in this history, the shortest found, where ${wrong}:`,
  askedLast: (wrong: string) => `The history that your check did not come back from; in it ${wrong}:`,
  right: "nothing is wrong",
  wrong: (lost: number, duplicated: number, unexpected: number, outOfOrder: number) =>
    [
      ...(lost > 0 ? [`${many(lost, "hit is", "hits are")} lost`] : []),
      ...(duplicated > 0 ? [`${many(duplicated, "hit is", "hits are")} too many`] : []),
      ...(unexpected > 0
        ? [
            `${many(unexpected, "hit is", "hits are")} there that no client sent or that ${unexpected === 1 ? "was" : "were"} refused`,
          ]
        : []),
      ...(outOfOrder > 0 ? [`${many(outOfOrder, "hit is", "hits are")} out of order`] : []),
    ].join(", "),
  events: {
    sent: (client: string, id: string) => `client ${client} sends ${id}`,
    acknowledged: (id: string) => `${id} is acknowledged`,
    refused: (id: string) => `${id} is refused`,
    unanswered: (id: string) => `${id} gets no answer`,
    app: "the app is killed and started anew",
    worker: "the worker is killed and started anew",
    begun: "a worker begins to empty the buffer",
    ended: "the worker has emptied it",
    readIds: (stored: string, pending: string) => `read: stored ${stored}; in the buffer ${pending}`,
    none: "nothing",
    readCounter: (stored: number, pending: number) =>
      `read: ${n(stored)} stored, ${n(pending)} in the buffer`,
  },
};
