import type { HeldKey, HeldTable } from "../../inspection/held-data.ts";
import { describeHits } from "../crash/words.en.ts";
import { numberWords } from "../number-words.ts";
import type { Asked } from "../questions.ts";
import type { Move } from "./moves.ts";

const { n, many } = numberWords("en");
const hits = (count: number) => many(count, "hit", "hits");

export const en = {
  about:
    "Walks a worker through one batch, place by place, and shows what Redis and PostgreSQL hold at each; the worker can be killed at any.",
  parameters: {
    hits: "How many hits are accepted before the walk; they are its batch.",
    moves:
      "The walk, move by move: `next` goes to the next place, `kill` kills the worker there (SIGKILL), `restart` starts a new one, `run` goes to the end. Without it the editor asks at every place, and elsewhere the walk goes through all places.",
  },
  restartFirst: "The worker is dead by then: only `restart` can follow a `kill`.",
  nobodyDied: "The worker is alive by then: `restart` comes after a `kill`.",
  values: {
    steps: "How many places the walk came to, its beginning included.",
    lost: "What is lost if the worker dies at the first place. Other places and keys of the ledger likewise.",
    place: "The name of the first place.",
  },
  progress: {
    accepting: "Accepting the hits",
    workerAt: (place: string) => `The worker is at ${place}`,
  },

  walk: "The walk, place by place",
  move: "Move",
  stands: "The worker stands",
  next: "Line that comes next",
  redis: "Redis holds",
  postgres: "PostgreSQL holds, committed",
  ledger: "If it died here",
  ledgerText: describeHits,
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
  source: (file: string) => `${file}, where the worker stood still`,
  standing: (place: string, file: string, line: number, next: string) =>
    `The worker stands at ${place}, ${file}:${line}. Next would come: ${next}`,
  waiting: { begin: "The hits are accepted, and the worker has not begun.", dead: "The worker is dead." },
  prompt: "What now?",
  otherwise: "Or by keyboard: Surge Lab: Make the Next Move… in the command palette.",

  questions: {
    goneAt: (place: string, lost: number, before: string): Asked => ({
      question: `At ${place} ${lost === 1 ? "1 hit is" : `${n(lost)} hits are`} in neither server. Which line removed ${lost === 1 ? "it" : "them"}, and would it be enough to move that line after the COMMIT?`,
      answer: `The last one that sent a command to a server: \`${before}\`. From there until PostgreSQL commits, the hits are only in the worker's memory and in a transaction that a crash rolls back. After the COMMIT the gap is a different one: a worker that dies between the two has stored the hits and left them in the buffer, so the next one adds them **again**. The two servers share no commit; what helps is a name for the batch, or an id for each hit, that PostgreSQL stores in the same transaction.`,
    }),
    bothHold: (place: string, stored: number): Asked => ({
      question: `At ${place} ${many(stored, "hit is", "hits are")} stored, and the buffer still has them. Why is nothing counted twice if the worker dies here?`,
      answer:
        "Because PostgreSQL has remembered, in the same transaction, *which* hits or which batch it has added. The next worker finds them in the buffer, tries to add them once more, and learns that they are already stored. It need only clear the buffer: at-least-once delivery, exactly-once effect.",
    }),
    stillThere: (pending: number): Asked => ({
      question: `The worker died while it was processing ${hits(pending)}, and none is lost. Where were they still kept?`,
      answer:
        "In the buffer: the worker had only read them, or had claimed them and not yet acknowledged them. What it had sent to PostgreSQL without a COMMIT was rolled back as soon as its connection broke. So the next worker begins from where this one began.",
    }),
    whereToKill: (strategy: string): Asked => ({
      question: `At which of these places would you kill the worker of \`${strategy}\` to do most harm? Predict, then write it into \`moves\`.`,
      answer:
        "Look along the last column: it says where the hits are if the worker dies there. `moves: [next, …, kill, restart, run]` with as many `next` as there are places before it shows it with a real SIGKILL, and what the next worker makes of it.",
    }),
  },
};
