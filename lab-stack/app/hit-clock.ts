// Where the time of a hit goes, always measured: waiting for a connection of the pool, connecting, PostgreSQL, Redis. The
// rest of its time in the app is the app's own. The strategies know nothing of it.
import { AsyncLocalStorage } from "node:async_hooks";
import { performance } from "node:perf_hooks";
import { Redis } from "ioredis";
import pg from "pg";

/** What a hit may wait for. While it waits for several at once, the time counts for the first of them. */
const waits = ["postgres", "redis", "connecting", "connection"] as const;
type Wait = (typeof waits)[number];

/** To time a hit costs time. Of a long load, only every eighth is timed after the first of them. */
const timedAtFirst = 500;
const oneIn = 8;

/** Of the hits that were answered since the clock began: how many there were, and milliseconds of those that were timed. */
class Sums {
  begun = 0;
  hits = 0;
  /** How many hits the timed ones stand for. */
  weight = 0;
  total = 0;
  postgres = 0;
  redis = 0;
  connecting = 0;
  connection = 0;
}

/** Plain numbers, because every hit has one of these. */
class Hit {
  since = 0;
  waits = 0;
  waited = false;
  over = false;
  readonly open = { postgres: 0, redis: 0, connecting: 0, connection: 0 };
  postgres = 0;
  redis = 0;
  connecting = 0;
  connection = 0;
}

const current = new AsyncLocalStorage<Hit>();
let sums = new Sums();
let loopBefore = performance.eventLoopUtilization();
let processorBefore = process.cpuUsage();
/** For how long PostgreSQL has had a statement of this process, whichever hit sent it. */
const statements = { open: 0, since: 0, busy: 0 };

export function beginClock(): void {
  sums = new Sums();
  loopBefore = performance.eventLoopUtilization();
  processorBefore = process.cpuUsage();
}

/** The sums for all hits since the beginning; for how long this process has had work to do, and had the processor. */
export function endClock() {
  const { user, system } = process.cpuUsage(processorBefore);
  const { active } = performance.eventLoopUtilization(loopBefore);
  const { hits, weight, total, postgres, redis, connecting, connection } = sums;
  const forAll = weight > 0 ? hits / weight : 0;
  return {
    hits,
    total: total * forAll,
    postgres: postgres * forAll,
    redis: redis * forAll,
    connecting: connecting * forAll,
    connection: connection * forAll,
    busy: active,
    used: (user + system) / 1000,
  };
}

/** Runs a hit. It counts when it succeeds. */
export function clocked(work: () => Promise<unknown>): Promise<void> {
  const into = sums;
  into.begun += 1;
  const weight = into.begun <= timedAtFirst ? 1 : oneIn;
  if (into.begun % weight !== 0) {
    return work().then(() => {
      into.hits += 1;
    });
  }
  const hit = new Hit();
  const begun = performance.now();
  const busyBefore = busyUntil(begun);
  return current.run(hit, work).then(
    () => {
      const now = performance.now();
      hit.over = true;
      // A hit that has asked for nothing itself waits for the statement of a batch that it is in, or for nothing at all.
      if (!hit.waited) hit.postgres = busyUntil(now) - busyBefore;
      into.hits += 1;
      into.weight += weight;
      into.total += weight * (now - begun);
      into.postgres += weight * hit.postgres;
      into.redis += weight * hit.redis;
      into.connecting += weight * hit.connecting;
      into.connection += weight * hit.connection;
    },
    (error: unknown) => {
      hit.over = true;
      throw error;
    },
  );
}

/** Begins a wait of the current hit. @returns what ends it */
function begin(hit: Hit | undefined, wait: Wait): () => void {
  const begun = performance.now();
  if (wait === "postgres") countStatement(1, begun);
  if (hit) turn(hit, wait, 1, begun);
  return () => {
    const now = performance.now();
    if (wait === "postgres") countStatement(-1, now);
    if (hit) turn(hit, wait, -1, now);
  };
}

function turn(hit: Hit, wait: Wait, by: 1 | -1, now: number): void {
  if (hit.over) return;
  const { open } = hit;
  // Mostly, the wait that ends is the only one.
  const first = by === -1 && hit.waits === 1 ? wait : waits.find((each) => open[each] > 0);
  if (first) hit[first] += now - hit.since;
  open[wait] += by;
  hit.waits += by;
  hit.since = now;
  hit.waited = true;
}

function busyUntil(now: number): number {
  return statements.busy + (statements.open > 0 ? now - statements.since : 0);
}

function countStatement(by: 1 | -1, now: number): void {
  statements.busy = busyUntil(now);
  statements.since = now;
  statements.open += by;
}

type Call = (this: unknown, ...words: unknown[]) => unknown;

/** The same call, timed until its callback is called or its promise settles. */
function timed(call: Call, wait: Wait): Call {
  return function timedCall(...words) {
    const hit = current.getStore();
    const end = begin(hit, wait);
    const last = words.length - 1;
    const give = words[last];
    if (typeof give === "function") {
      words[last] = (...given: unknown[]) => {
        end();
        // A hit that waits for a connection gets it when another one returns it, and must not be taken for that other one.
        if (hit && wait === "connection") current.run(hit, () => give(...given));
        else give(...given);
      };
      return call.apply(this, words);
    }
    const answer = call.apply(this, words);
    if (answer instanceof Promise) answer.then(end, end);
    else end();
    return answer;
  };
}

/** Outside of hits, Redis is asked by processes that wait for it on purpose. */
function timedCommand(call: Call): Call {
  return function timedCommandCall(...words) {
    const { promise } = Object(words[0]);
    const hit = current.getStore();
    if (hit && promise instanceof Promise) {
      const end = begin(hit, "redis");
      promise.then(end, end);
    }
    return call.apply(this, words);
  };
}

// The types of these methods have many forms, and each passes on whatever it was given.
const { query, connect } = pg.Client.prototype as unknown as Record<"query" | "connect", Call>;
const { connect: take } = pg.Pool.prototype as unknown as Record<"connect", Call>;
const { sendCommand } = Redis.prototype as unknown as Record<"sendCommand", Call>;
Object.assign(pg.Client.prototype, {
  query: timed(query, "postgres"),
  connect: timed(connect, "connecting"),
});
Object.assign(pg.Pool.prototype, { connect: timed(take, "connection") });
Object.assign(Redis.prototype, { sendCommand: timedCommand(sendCommand) });
