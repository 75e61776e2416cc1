import { type HitBook, LoadConnection } from "./connection.ts";
import { HitRequest } from "./hit-request.ts";
import type { LoadRequest } from "./load.ts";

/** How often it is looked whether a hit has waited too long for its answer. */
const lookEveryMs = 50;

/** The connections of a load, each of which enters its hits in the book. */
export class Connections {
  readonly #connections: readonly LoadConnection[];
  readonly #timeoutMs: number;

  constructor({ url, timeoutSeconds, hitIdPrefix }: LoadRequest, count: number, book: HitBook) {
    const address = new URL(url);
    const target = { host: address.hostname.replace(/[[\]]/g, ""), port: Number(address.port || 80) };
    this.#connections = Array.from(
      { length: count },
      () => new LoadConnection(target, new HitRequest(address, hitIdPrefix), book),
    );
    this.#timeoutMs = timeoutSeconds * 1000;
  }

  open(): void {
    for (const connection of this.#connections) connection.open();
    // By way of `setImmediate`, so that what had arrived is read first, even if this process has stood still.
    setInterval(() => setImmediate(() => this.#giveUpLate()), lookEveryMs).unref();
  }

  /** Ends those that wait to try again or to send; those with a hit in flight end after its answer. */
  endIdle(): void {
    for (const connection of this.#connections) connection.endIfIdle();
  }

  #giveUpLate(): void {
    const then = performance.now() - this.#timeoutMs;
    for (const connection of this.#connections) connection.giveUpBefore(then);
  }
}
