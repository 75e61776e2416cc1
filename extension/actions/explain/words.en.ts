import { numberWords } from "../number-words.ts";
import type { CollisionPage } from "./collision.ts";
import type { Causes } from "./view.ts";

const { n, many, percent } = numberWords("en");
const hits = (count: number) => many(count, "lost hit", "lost hits");

export const en = {
  about: "Says of every lost hit of a traced run what became of it, by what the servers themselves recorded.",
  parameters: {
    run: "The number of the run; without it, the last traced run. A load is traced with `trace: true`.",
    replay:
      "Play the largest collision at once, with two hits only, statement by statement on connections of its own.",
  },
  values: {
    run: "The number of the run that is explained.",
    lost: "Acknowledged hits that are gone, by the ledger of the run.",
    explained: "How many of them the records of the servers account for.",
    overwrites: "Writes over a value that had moved on since it was read.",
    worst: "How many hits the worst of these writes undid.",
    overwritten: "Hits that were undone by such a write.",
    playedOk: "Hits that were acknowledged when the collision was played (`replay: true`).",
    playedStored: "Hits that were stored then.",
    thrownAway: "Hits that were removed from the buffer without having been read.",
  },
  headline: (explained: number, lost: number, causes: string) =>
    `${n(explained)} of ${hits(lost)} explained${causes === "" ? "" : `: ${causes}`}.`,
  nothingLost: "No hit of this run was lost, and the records of the servers agree.",
  /** The parts of the headline. */
  causes: {
    overwritten: ({ overwrites }: Causes) =>
      many(overwrites, "write over a value that had moved on", "writes over a value that had moved on"),
    thrownAway: ({ thrownAway }: Causes) =>
      `${n(thrownAway)} deleted from the buffer without having been read`,
    takenAndGone: ({ takenAndGone }: Causes) =>
      `${n(takenAndGone)} taken out of the buffer and never added to PostgreSQL`,
    unrecorded: ({ unrecorded }: Causes) => `${n(unrecorded)} acknowledged and not committed by any server`,
  },
  surplus: (count: number) =>
    `${many(count, "hit that was not acknowledged is", "hits that were not acknowledged are")} counted all the same, or counted twice: that makes up for as many of these.`,
  restored: (count: number) =>
    `Some of these writes had read a value before it was undone, and brought ${many(count, "hit", "hits")} back.`,
  unheard:
    "Redis could not be listened to until the end of the run, so there is no record of what became of the hits in its buffer.",
  labFault: (explained: number, lost: number) =>
    `The ledger counts ${hits(lost)}, the records of the servers ${n(explained)}. That is a fault of the lab, or something else wrote to the servers during the run.`,
  /** Of an app that is not ours. */
  beyondRecords: (explained: number, lost: number) =>
    `The ledger counts ${hits(lost)}, the records of the servers ${n(explained)}. They know the writes to the counter that the contract names, and INCR, GET, DEL and GETDEL on its key in Redis; the app does something else as well.`,
  unnamed:
    "The app does not tell the servers which hit they work for, so the hits have no names here. PostgreSQL would know them by a comment in the statement: `/* hit ID */`, with the id from the header x-hit-id.",
  played: "The largest collision, played with two hits only:",
  notPlayed: "Only the app on Node can be taken apart into its statements, so it was not played here.",
  replay: "The largest collision with two hits only, statement by statement, on connections of its own:",
  sizes: {
    caption: "How many hits one write undid",
    undid: "undid",
    times: "writes",
    hits: "hits in all",
  },
  collision: {
    caption: (undid: number) =>
      undid === 1
        ? "One collision: the last write undid one hit"
        : `One collision: the last write undid ${n(undid)} hits`,
    hit: "hit",
    read: "read",
    wrote: "wrote",
    at: "written, ms",
    backend: "backend",
    app: "process of the app",
    fate: "what became of it",
    undone: "undone",
    stands: (found: number) => `found ${n(found)}`,
    ofBackend: (pid: number) => `(of backend ${pid})`,
    unnamed: "(an earlier run, or one of a batch)",
    table: "The same in numbers",
    picture: {
      read: (value: number) => `read ${n(value)}`,
      readSometime: (value: number) => `read ${n(value)} (when is unknown)`,
      wrote: (value: number) => `wrote ${n(value)}`,
      undid: (found: number, count: number) => `found ${n(found)}, undid ${many(count, "hit", "hits")}`,
      more: (count: number) => `… ${many(count, "more hit", "more hits")}`,
      axis: "ms since the first hit of the run",
      legend: {
        read: "reads: from question to answer",
        wrote: "writes",
        stored: "in the counter",
        lost: "undone: no longer in it",
      },
    },
    pages: {
      caption: "Collisions",
      previous: "previous",
      next: "next",
      title: ({ number, shown, all, isLargest, isEarliest }: CollisionPage) =>
        `Collision ${n(number)} of ${n(shown)}${all > shown ? ` (${n(all)} in all)` : ""}${isLargest ? ", the largest" : ""}${isEarliest ? ", the earliest" : ""}`,
      undid: (count: number) => `The last write undid ${many(count, "hit", "hits")}`,
      alone: (all: number) => `One of ${n(all)} collisions: the largest.`,
    },
  },
  removals: {
    caption: "Calls of “process” that lost hits",
    at: "at, ms",
    read: "had read",
    removed: "removed",
    thrownAway: "unread",
    gone: "never added",
  },
  names: {
    caption: (shown: number, all: number) =>
      shown === all
        ? `The lost hits by name: ${n(all)}`
        : `The lost hits by name: the first ${n(shown)} of ${n(all)}`,
  },
  recorded: {
    summary: "What was recorded, and what it cost",
    writes: "Writes to the counter, by PostgreSQL",
    commands: "Commands on counters, by Redis",
    notHeard: "not measured: this Redis does not let the lab listen",
    hits: "Hits and calls of “process”, by the app",
    rate: "Speed of this run",
    perSecond: (rate: string) => `${rate} ok/s`,
    untraced: (run: number) => `Speed without a trace, run ${n(run)}`,
    price: (rate: string, share: number) => `${rate} ok/s: the trace cost ${percent(share)} of it`,
    noPrice: "Run the same load without `trace` to see what the trace costs.",
  },
  questions: {
    why: {
      question:
        "Each of these hits was answered 200 OK, and PostgreSQL carried out every write. Who made the mistake?",
      answer:
        "Nobody who could have noticed it. Each write was correct for the value that its hit had read. Between that reading and the writing others had written, and a write of a finished number says nothing of what it was based on. Say what to add (`value = value + 1`) instead of what to store, or keep others from reading until you have written (`SELECT … FOR UPDATE`).",
    },
    between: {
      question: "Redis did what it was told, each command by itself without fault. What was in between?",
      answer:
        "Time. `GET` and `DEL` are two commands, and the hits that came between them were in the number that was deleted, but not in the one that was read. Take and remove in one step (`GETDEL`, `RENAME`, a script), and nothing can come in between.",
    },
  },
};
