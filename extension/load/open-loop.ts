import type { HitBook, LoadConnection } from "./connection.ts";
import { Connections } from "./connections.ts";
import { Latencies } from "./latency.ts";
import type { LoadRequest, OpenLoop } from "./load.ts";
import type { Judgement } from "./outcome.ts";
import { Retries } from "./retries.ts";
import { Schedule } from "./schedule.ts";
import { ServerWatch } from "./server-watch.ts";
import type { Tally } from "./tally.ts";

/** The schedule starts when every connection is open, at the latest after this time. */
const openWithinMs = 1000;

/** No connection became free for the hit within the time that a client waits for an answer. */
const notSent: Judgement = { outcome: "failed", code: "not-sent" };

/** Resolves once every hit that was due has its outcome in the tally. */
export function runOpenLoop(
  request: LoadRequest,
  rate: number,
  tally: Tally,
): Promise<{ endedEarly: boolean; openLoop: OpenLoop; firstOf?: Uint32Array }> {
  return new Promise((resolve) => {
    const retries = request.retry && new Retries(request.retry);
    const loop = new Loop(request, rate, tally, retries, (endedEarly) =>
      resolve({
        endedEarly,
        openLoop: loop.measured(),
        ...(retries && { firstOf: retries.firstOf() }),
      }),
    );
    loop.open();
  });
}

/**
 * Sends each hit when it is due, whether or not earlier ones were answered, as long as a connection is free.
 * A hit that finds none waits in line. Hits leave in their order, so the line takes no memory: it is what is
 * due and has not begun yet. A retry that is due goes before the line, as its client came before.
 */
class Loop implements HitBook {
  readonly #request: LoadRequest;
  readonly #tally: Tally;
  readonly #retries: Retries | undefined;
  readonly #done: (endedEarly: boolean) => void;
  readonly #schedule: Schedule;
  readonly #server = new ServerWatch();
  readonly #service = new Latencies();
  readonly #free = new Set<LoadConnection>();
  readonly #connections: Connections;
  /** When each hit in flight was due. */
  readonly #dueAt = new Map<number, number>();
  #toOpen: number;
  #startedAt: number | undefined;
  /** How many of the schedule are sent or given up. */
  #begun = 0;
  #sent = 0;
  #lastSentMs = 0;
  #waited = 0;
  #timer: NodeJS.Timeout | undefined;
  #gone = false;

  constructor(
    request: LoadRequest,
    rate: number,
    tally: Tally,
    retries: Retries | undefined,
    done: (endedEarly: boolean) => void,
  ) {
    this.#request = request;
    this.#tally = tally;
    this.#retries = retries;
    this.#done = done;
    this.#schedule = new Schedule(rate, request);
    this.#toOpen = Math.min(request.connections, this.#schedule.hits);
    this.#connections = new Connections(request, this.#toOpen, this);
  }

  open(): void {
    this.#timer = setTimeout(() => this.#start(), openWithinMs);
    this.#connections.open();
  }

  measured(): OpenLoop {
    const { rate } = this.#schedule;
    const sendingMs = this.#lastSentMs + 1000 / rate;
    return {
      rate,
      sentPerSecond: (this.#sent * 1000) / sendingMs,
      waited: this.#waited,
      serviceMs: this.#service.percentiles(),
    };
  }

  get closed(): boolean {
    if (this.#gone) return true;
    if (this.#begun < this.#schedule.hits) return false;
    // A hit in flight may still be followed by a retry.
    return !this.#retries || (this.#retries.waiting === 0 && this.#tally.inFlight === 0);
  }

  mayGoOn(connection: LoadConnection, now: number): boolean {
    this.#giveUpLate(now);
    // While another connection is free, the hits that are due have not had to wait: the timer sends them.
    if (this.#free.size === 0 && this.#isDue(now)) {
      this.#waited += 1;
      return true;
    }
    this.#free.add(connection);
    this.#endIfDone();
    return false;
  }

  send(now: number): number {
    this.#sent += 1;
    this.#lastSentMs = this.#elapsed(now);
    return this.#enter(now);
  }

  nameOf(hit: number): number {
    return this.#retries?.nameOf(hit) ?? hit;
  }

  answered(hit: number, judgement: Judgement, sentAt: number, now: number): void {
    this.#service.record(now - sentAt);
    this.#tally.answered(hit, judgement, this.#dueAt.get(hit) ?? sentAt, now);
    this.#settled(hit, judgement, now);
  }

  unanswered(hit: number, judgement: Judgement, now: number): void {
    this.#tally.settle(hit, judgement, now);
    this.#settled(hit, judgement, now);
  }

  opened(): void {
    this.#server.opened();
    this.#toOpen -= 1;
    if (this.#toOpen === 0) this.#start();
  }

  refused(now: number): void {
    if (!this.#server.refused(now) || this.closed) return;
    while (this.#inLine(now) > 0) this.#giveUp(now);
    this.#gone = true;
    this.#retries?.giveUp();
    clearTimeout(this.#timer);
    this.#endIfDone();
  }

  #start(): void {
    if (this.#startedAt !== undefined) return;
    this.#startedAt = performance.now();
    clearTimeout(this.#timer);
    this.#sendDue();
  }

  /** A timer that fires late sends all hits that are due by now. */
  #sendDue(): void {
    if (this.#gone) return;
    const now = performance.now();
    this.#giveUpLate(now);
    while (this.#isDue(now)) {
      const [connection] = this.#free;
      if (!connection) break;
      this.#free.delete(connection);
      connection.sendNow(now);
    }
    // Sending takes time: a hit that has become due since then, perhaps the last, must not be passed over.
    const hit = this.#schedule.dueBy(this.#elapsed(now));
    const scheduled = hit < this.#schedule.hits ? this.#timeOf(hit) : Number.POSITIVE_INFINITY;
    // One that is due and finds no connection is sent by the first that becomes free.
    const retry = this.#retries?.nextDueAt ?? Number.POSITIVE_INFINITY;
    const next = Math.min(scheduled, retry > now ? retry : Number.POSITIVE_INFINITY);
    clearTimeout(this.#timer);
    if (Number.isFinite(next)) {
      this.#timer = setTimeout(() => this.#sendDue(), Math.max(0, next - performance.now()));
    }
  }

  #settled(hit: number, { outcome }: Judgement, now: number): void {
    this.#dueAt.delete(hit);
    if (!this.#gone) this.#retries?.settled(hit, outcome, now);
    if (this.#retries?.waiting) setImmediate(() => this.#sendDue());
    this.#endIfDone();
  }

  #giveUpLate(now: number): void {
    const latest = this.#elapsed(now) - this.#request.timeoutSeconds * 1000;
    while (this.#inLine(now) > 0 && this.#schedule.dueAt(this.#begun) < latest) this.#giveUp(now);
  }

  #giveUp(now: number): void {
    this.#waited += 1;
    this.unanswered(this.#begin(), notSent, now);
  }

  #enter(now: number): number {
    const retry = this.#retries?.isDue(now) ? this.#retries.take() : undefined;
    if (!retry) return this.#begin();
    const hit = this.#tally.send(retry.dueAt, true);
    this.#retries?.sent(hit, retry);
    this.#dueAt.set(hit, retry.dueAt);
    return hit;
  }

  /** Enters the next hit of the schedule into the tally. */
  #begin(): number {
    const dueAt = this.#timeOf(this.#begun);
    this.#begun += 1;
    const hit = this.#tally.send(dueAt);
    this.#retries?.sent(hit, undefined);
    this.#dueAt.set(hit, dueAt);
    return hit;
  }

  #isDue(now: number): boolean {
    return this.#inLine(now) > 0 || this.#retries?.isDue(now) === true;
  }

  /** How many hits of the schedule are due but not sent. */
  #inLine(now: number): number {
    return this.#schedule.dueBy(this.#elapsed(now)) - this.#begun;
  }

  #timeOf(hit: number): number {
    return (this.#startedAt ?? 0) + this.#schedule.dueAt(hit);
  }

  /** Milliseconds since the start of the schedule; negative before it. */
  #elapsed(now: number): number {
    return this.#startedAt === undefined ? -1 : now - this.#startedAt;
  }

  #endIfDone(): void {
    if (!this.closed || this.#tally.inFlight > 0) return;
    this.#connections.endIdle();
    this.#done(this.#gone);
  }
}
