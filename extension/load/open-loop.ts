import type { HitBook, LoadConnection } from "./connection.ts";
import { Connections } from "./connections.ts";
import { Latencies } from "./latency.ts";
import type { LoadRequest, OpenLoop } from "./load.ts";
import type { Judgement } from "./outcome.ts";
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
): Promise<{ endedEarly: boolean; openLoop: OpenLoop }> {
  return new Promise((resolve) => {
    const loop = new Loop(request, rate, tally, (endedEarly) =>
      resolve({ endedEarly, openLoop: loop.measured() }),
    );
    loop.open();
  });
}

/**
 * Sends each hit when it is due, whether or not earlier ones were answered, as long as a connection is free.
 * A hit that finds none waits in line. Hits leave in their order, so the line takes no memory: it is what is
 * due and not in the tally yet.
 */
class Loop implements HitBook {
  readonly #request: LoadRequest;
  readonly #tally: Tally;
  readonly #done: (endedEarly: boolean) => void;
  readonly #schedule: Schedule;
  readonly #server = new ServerWatch();
  readonly #service = new Latencies();
  readonly #free = new Set<LoadConnection>();
  readonly #connections: Connections;
  #toOpen: number;
  #startedAt: number | undefined;
  #sent = 0;
  #lastSentMs = 0;
  #waited = 0;
  #timer: NodeJS.Timeout | undefined;
  #gone = false;

  constructor(request: LoadRequest, rate: number, tally: Tally, done: (endedEarly: boolean) => void) {
    this.#request = request;
    this.#tally = tally;
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
    return this.#gone || this.#tally.sent === this.#schedule.hits;
  }

  mayGoOn(connection: LoadConnection, now: number): boolean {
    this.#giveUpLate(now);
    // While another connection is free, the hits that are due have not had to wait: the timer sends them.
    if (this.#free.size === 0 && this.#inLine(now) > 0) {
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
    return this.#enter();
  }

  answered(hit: number, judgement: Judgement, sentAt: number, now: number): void {
    this.#service.record(now - sentAt);
    this.#tally.answered(hit, judgement, this.#dueAt(hit), now);
    this.#endIfDone();
  }

  unanswered(hit: number, judgement: Judgement, now: number): void {
    this.#tally.settle(hit, judgement, now);
    this.#endIfDone();
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
    const now = performance.now();
    this.#giveUpLate(now);
    while (this.#inLine(now) > 0) {
      const [connection] = this.#free;
      if (!connection) break;
      this.#free.delete(connection);
      connection.sendNow(now);
    }
    // Sending takes time: a hit that has become due since then, perhaps the last, must not be passed over.
    const next = this.#schedule.dueBy(this.#elapsed(now));
    if (next < this.#schedule.hits) {
      const wait = this.#schedule.dueAt(next) - this.#elapsed(performance.now());
      this.#timer = setTimeout(() => this.#sendDue(), Math.max(0, wait));
    }
  }

  #giveUpLate(now: number): void {
    const latest = this.#elapsed(now) - this.#request.timeoutSeconds * 1000;
    while (this.#inLine(now) > 0 && this.#schedule.dueAt(this.#tally.sent) < latest) this.#giveUp(now);
  }

  #giveUp(now: number): void {
    this.#waited += 1;
    this.unanswered(this.#enter(), notSent, now);
  }

  #enter(): number {
    return this.#tally.send(this.#dueAt(this.#tally.sent));
  }

  /** How many hits are due but not sent. */
  #inLine(now: number): number {
    return this.#schedule.dueBy(this.#elapsed(now)) - this.#tally.sent;
  }

  #dueAt(hit: number): number {
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
