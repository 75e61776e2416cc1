import { formatNumber } from "../../common/language.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { HeldKey, HeldTable } from "../../stack/stack.ts";
import type { Asked } from "../questions.en.ts";
import type { MatrixCell, Move } from "./results.ts";

const n = (value: number) => formatNumber(value, "en");
const many = (count: number, one: string, other: string) => `${n(count)} ${count === 1 ? one : other}`;
const hits = (count: number) => many(count, "hit", "hits");

type Where = Pick<Ledger, "stored" | "pending" | "lost" | "duplicated">;

const whereThey = ({ stored, pending, lost, duplicated }: Where): string =>
  [
    ...(lost > 0 ? [`LOST ${n(lost)}`] : []),
    ...(duplicated > 0 ? [`counted again +${n(duplicated)}`] : []),
    ...(pending > 0 ? [`in the buffer ${n(pending)}`] : []),
    ...(stored > 0 ? [`stored ${n(stored)}`] : []),
  ].join(", ");

export const crashes = {
  walk: "The walk, place by place",
  move: "Move",
  stands: "The worker stands",
  next: "Line that comes next",
  redis: "Redis holds",
  postgres: "PostgreSQL holds, committed",
  ledger: "If it died here",
  moves: { next: "next", kill: "kill", restart: "restart", run: "run" } satisfies Record<Move, string>,
  labels: {
    next: "next: to the next place",
    kill: "kill: SIGKILL, here and now",
    restart: "restart: a new worker",
    run: "run: to the end",
  } satisfies Record<Move, string>,
  endLabel: "end: no more moves",
  begin: (worker: number) =>
    worker === 1 ? "before its first line" : `worker ${n(worker)}, before its first line`,
  end: "through with the batch",
  failed: (code: string, message: string) => `failed: ${code} ${message}`,
  dead: "killed (SIGKILL)",
  at: (place: string, ran: readonly [number, number] | undefined): string => {
    if (!ran) return place;
    return ran[0] === ran[1] ? `${place}; line ${ran[0]} ran` : `${place}; lines ${ran[0]}–${ran[1]} ran`;
  },
  nothing: "nothing",
  key: ({ key, type, value, size, taken }: HeldKey): string => {
    if (value !== null) return `${key} = ${value}`;
    const entries = size === null ? type : many(size, "entry", "entries");
    return taken === null ? `${key}: ${entries}` : `${key}: ${entries}, ${n(taken)} of them taken`;
  },
  table: ({ table, rows, value }: HeldTable): string =>
    value === null ? `${table}: ${many(rows, "row", "rows")}` : `${table}: ${n(value)}`,
  whereThey,
  source: (file: string) => `${file}, where the worker stood still`,
  standing: (place: string, file: string, line: number, next: string) =>
    `The worker stands at ${place}, ${file}:${line}. Next would come: ${next}`,
  waiting: { begin: "The hits are accepted, and the worker has not begun.", dead: "The worker is dead." },
  prompt: "What now?",
  otherwise: "Or by keyboard: Surge Lab: Make the Next Move… in the command palette.",

  matrix: "What a crash at each place costs",
  matrixNote: (hitsEach: number, repeat: number, crashed: number) =>
    `${hits(hitsEach)} waited at each crash${repeat > 1 ? `, ${n(repeat)} times` : ""}; ${many(crashed, "worker", "workers")} killed by SIGKILL, each followed by a new one. –: the strategy does not come to this place.`,
  strategy: "Strategy",
  noCrash: "no crash",
  notThere: "–",
  cell: ({ runs, exact, lost, duplicated, pending, verdict }: MatrixCell): string => {
    if (exact === runs && pending === 0) return runs === 1 ? "exact" : `exact ${n(exact)}/${n(runs)}`;
    const found = whereThey({ lost, duplicated, pending, stored: 0 });
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
    goneAt: (place: string, lost: number, before: string): Asked => ({
      question: `At ${place} ${lost === 1 ? "1 hit is" : `${n(lost)} hits are`} in neither server. Which line has put ${lost === 1 ? "it" : "them"} there, and would it be enough to move that line behind the commit?`,
      answer: `The last one that asked a server for something: \`${before}\`. From there until PostgreSQL commits, the hits are only in the worker's memory and in a transaction that a crash rolls back. Behind the commit the gap is another one: a worker that dies between the two has stored them and leaves them in the buffer, so the next one adds them **again**. Two servers have no commit in common; what helps is a name for the batch, or for each hit, that PostgreSQL remembers in the same transaction.`,
    }),
    bothHold: (place: string, stored: number): Asked => ({
      question: `At ${place} ${many(stored, "hit is", "hits are")} stored, and the buffer still has them. Why is nothing counted twice if the worker dies here?`,
      answer:
        "Because PostgreSQL has remembered, in the same transaction, *which* hits or which batch it has added. The next worker finds them in the buffer, tries to add them once more, and is told that they are there. It need only clear the buffer: at-least-once delivery, exactly-once effect.",
    }),
    stillThere: (pending: number): Asked => ({
      question: `The worker died with ${hits(pending)} in its hands, and none is lost. Who still had them?`,
      answer:
        "The buffer: the worker had only looked at them, or had them lent and not yet acknowledged. What it had sent to PostgreSQL without a COMMIT was rolled back as soon as its connection broke. So the next worker begins from where this one began.",
    }),
    whereToKill: (strategy: string): Asked => ({
      question: `At which of these places would you kill the worker of \`${strategy}\` to do most harm? Predict, then write it into \`moves\`.`,
      answer:
        "Look along the last column: it says where the hits are if the worker dies there. `moves: [next, …, kill, restart, run]` with as many `next` as there are places before it shows it with a real SIGKILL, and what the next worker makes of it.",
    }),
    losesOnlyAt: (strategy: string, lost: number, place: string, all: number): Asked => ({
      question: `\`${strategy}\` loses ${n(lost)} hits at ${place} and is exact at ${all === 1 ? "one other place" : `${n(all)} other places`}. How long is a worker at ${place} in real life?`,
      answer:
        "A millisecond or so in each batch: a test that kills a worker at some moment nearly always misses it, and a year of operation does not. Only a crash at *every* place, one after the other, says that a protocol is safe. Walk through it with `step` and see which statement comes too early.",
    }),
    inCommon: (strategies: string): Asked => ({
      question: `${strategies}: exact after every crash. What do they have in common?`,
      answer:
        "PostgreSQL commits the hits **together with the proof that they are done** (the name of the batch, the ids of the hits, or the removal from a queue in the same database), and whatever the buffer is told, it is told after that COMMIT. So a worker that dies earlier has done nothing, and one that dies later has only left work that is recognised as done.",
    }),
    doublesAt: (strategy: string, duplicated: number, place: string): Asked => ({
      question: `After a crash at ${place} \`${strategy}\` counts ${hits(duplicated)} twice. What did the dead worker not get round to?`,
      answer:
        "To tell the buffer. The hits were committed and still in the buffer, and the next worker had no way to know. Clearing the buffer first would lose them instead; PostgreSQL must remember what it has added.",
    }),
  },
};

export type CrashTexts = typeof crashes;
