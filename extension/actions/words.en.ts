import { formatNumber, type Language } from "../common/language.ts";
import { formatDuration } from "../drawing/format.ts";
import { charts, source } from "./charts.en.ts";
import { guarantees } from "./compare/guarantees.en.ts";
import { crashes } from "./crash/words.en.ts";
import { interleave } from "./interleave/words.en.ts";
import { questions } from "./questions.en.ts";
import { serviceWords } from "./service-names.ts";

const n = (value: number) => formatNumber(value, "en");
const time = (ms: number) => formatDuration(ms, "en");
const many = (count: number, one: string, other: string) => `${n(count)} ${count === 1 ? one : other}`;

/** Every text that is not data. The Russian catalogue must have the same keys. */
export const en = {
  language: "en" as Language,
  charts,
  source,
  questions,
  interleave,
  crashes,
  guarantees,

  show: {
    title: (strategy: string) => `The source of ${strategy}: the very file that the app runs.`,
    edited: (strategy: string) =>
      `The source of ${strategy} was saved after the stack started: what runs is the older text. Stop the stack and start it again to run this one.`,
  },

  inspect: {
    title: (used: number, max: number) =>
      `${n(used)} of ${many(max, "connection", "connections")} to PostgreSQL in use.`,
    connections: "Connections to PostgreSQL",
    role: "Role",
    state: "State",
    count: "Connections",
    free: "free for every role",
    reserved: "reserved for superusers",
    log: "What the servers logged since the last load began",
    quiet: "PostgreSQL logged nothing since the last load began.",
    theirLog: "The app logged nothing. The log of the servers is with whoever runs them.",
    notVisible:
      "Of other roles' sessions only their number can be seen. A role with pg_monitor sees the details: GRANT pg_monitor TO your_role.",
    times: (count: number) => `(${n(count)} times)`,
  },

  compare: {
    title: (count: number) => `${many(count, "run", "runs")} side by side.`,
    none: "There is no run to compare yet: run a cell with a load first.",
    caption: "Runs of this lab",
    columns: {
      run: "Run",
      strategy: "Strategy",
      connections: "Conn.",
      asked: "Asked/s",
      attempted: "Hits",
      refused: "Refused",
      unknown: "Unknown",
      lost: "Lost",
      duplicated: "Again",
      stored: "Stored",
      pending: "Buffer",
      rate: "ok/s",
      p50: "p50 ms",
      p99: "p99 ms",
    },
    short:
      "* shorter than 5 s: it shows the loss, but mostly measures the warm-up; do not rank by its speed.",
  },

  hidden: {
    numbers: (
      service: string,
      pausedMs: number,
      limit: number,
      slowClosed: number,
      closed: number,
      slowOpen: number,
      open: number,
    ) =>
      `${service} stood still for ${time(pausedMs)}. Slower than ${time(limit)}: by the closed loop ${n(slowClosed)} of ${n(closed)} hits, by the open loop ${n(slowOpen)} of ${n(open)}.`,
    reason:
      "As long as no answer comes, a closed loop sends nothing more, and what it does not send it cannot find slow (coordinated omission). Users do not wait for each other.",
    caption: (strategy: string) => `One freeze, measured twice: ${strategy}`,
    share: (limit: number) => `Slower than ${time(limit)}, %`,
    model: "Load",
    models: {
      "closed-loop": (run: number) => `${n(run)} closed loop`,
      "open-loop": (run: number) => `${n(run)} open loop`,
    },
    slower: (limit: number) => `Slower than ${time(limit)}`,
    max: "max ms",
  },

  discuss: {
    title: (count: number) => `${many(count, "question", "questions")}. Think first, then open the answer.`,
    open: "Answer",
  },

  frozen: serviceWords.en.frozen,
  table: {
    statements: (count: number) => `${many(count, "statement", "statements")} done.`,
    noStatement: "There was no statement to run.",
    truncated: (count: number) => `Only the first ${many(count, "row is", "rows are")} shown.`,
    empty: "No rows.",
    hint: (text: string) => `Hint from the server: ${text}`,
  },
};

export type Texts = typeof en;
