// While the lab traces a run: what each hit has asked of PostgreSQL and Redis, and when. The strategies know nothing of
// it. PostgreSQL is told the id of the hit in a comment behind each statement, so that it can say which hit wrote what.
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { Redis } from "ioredis";
import pg from "pg";
// First, so that what a trace puts around these calls stands around the clock.
import "./hit-clock.ts";

interface Step {
  readonly server: "postgres" | "redis";
  /** The statement, or the command with its arguments. */
  readonly text: string;
  /** When it was sent and answered, milliseconds since 1970. Null: there was no answer, or it was an error. */
  readonly sentAt: number;
  answeredAt: number | null;
  /** The number that it read: the column "value" of the first row, or the reply of Redis. */
  value: number | null;
}

interface Trace {
  readonly id: string;
  /** The process of the app. */
  readonly pid: number;
  readonly steps: Step[];
}

/** A trace may never be ended; the memory of the app must not fill up with it. */
const mostTraces = 50_000;
/** Steps are short; a strategy may send long texts. */
const longestText = 200;
const current = new AsyncLocalStorage<Trace>();
let traces: Trace[] | undefined;
const { query } = pg.Client.prototype;
const { connect } = pg.Pool.prototype;
const { sendCommand } = Redis.prototype;

/** Runs a hit, or a call of “process”, and records its steps where a trace has begun. */
export function traced<T>(id: string, work: () => Promise<T>): Promise<T> {
  if (!traces || traces.length === mostTraces) return work();
  const trace: Trace = { id, pid: process.pid, steps: [] };
  traces.push(trace);
  return current.run(trace, work);
}

export function beginTrace(): void {
  traces = [];
  Object.assign(pg.Client.prototype, { query: tracedQuery });
  Object.assign(pg.Pool.prototype, { connect: boundConnect });
  Object.assign(Redis.prototype, { sendCommand: tracedCommand });
}

/** What was recorded since the beginning. */
export function endTrace(): readonly Trace[] {
  const recorded = traces ?? [];
  traces = undefined;
  Object.assign(pg.Client.prototype, { query });
  Object.assign(pg.Pool.prototype, { connect });
  Object.assign(Redis.prototype, { sendCommand });
  return recorded;
}

function tracedQuery(this: pg.Client, ...words: unknown[]): unknown {
  const trace = current.getStore();
  const [first, ...others] = words;
  const { text = first, name } = Object(first);
  // Statements with a name are prepared once, for all hits.
  if (!trace || typeof text !== "string" || name !== undefined) return Reflect.apply(query, this, words);
  const step = begin(trace, { server: "postgres", text });
  const named = /^[\w-]+$/.test(trace.id) ? `${text} /* hit ${trace.id} */` : text;
  const told = first === text ? named : Object.assign(Object.create(Object(first)), { text: named });
  const callback = others.findIndex((word) => typeof word === "function");
  if (callback === -1) {
    const answer: Promise<unknown> = Reflect.apply(query, this, [told, ...others]);
    answer.then((result) => end(step, valueIn(result)), ignore);
    return answer;
  }
  const give = others[callback];
  others[callback] = (error: unknown, result: unknown) => {
    if (!error) end(step, valueIn(result));
    if (typeof give === "function") give(error, result);
  };
  return Reflect.apply(query, this, [told, ...others]);
}

/** A hit that waits for a connection gets it when another one returns it, and must not be recorded as that other one. */
function boundConnect(this: pg.Pool, callback?: (...words: unknown[]) => void): unknown {
  return Reflect.apply(connect, this, callback ? [AsyncResource.bind(callback)] : []);
}

function tracedCommand(this: Redis, ...words: unknown[]): unknown {
  const trace = current.getStore();
  const { name, args = [], promise } = Object(words[0]);
  if (trace && promise instanceof Promise) {
    const step = begin(trace, { server: "redis", text: [name, ...args].join(" ") });
    promise.then((reply) => end(step, numberIn(reply)), ignore);
  }
  return Reflect.apply(sendCommand, this, words);
}

function begin(trace: Trace, what: Pick<Step, "server" | "text">): Step {
  const text = what.text.replace(/\s+/g, " ").slice(0, longestText);
  const step: Step = { ...what, text, sentAt: now(), answeredAt: null, value: null };
  trace.steps.push(step);
  return step;
}

function end(step: Step, value: number | null): void {
  step.answeredAt = now();
  step.value = value;
}

function valueIn(result: unknown): number | null {
  return numberIn(Object(Object(Object(result).rows)[0]).value);
}

function numberIn(reply: unknown): number | null {
  const isNumber = typeof reply === "number" || (typeof reply === "string" && /^-?\d+$/.test(reply));
  return isNumber ? Number(reply) : null;
}

/** With fractions, on the clock that the servers of this machine have, too. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function ignore(): void {}
