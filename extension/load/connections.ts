import { type HitBook, LoadConnection } from "./connection.ts";
import { HitIds } from "./hit-ids.ts";
import { HitRequest } from "./hit-request.ts";
import type { LoadRequest } from "./load.ts";

/** How often timeouts are checked: one timer for all hits. */
const lookEveryMs = 50;

/** All connections of a load. */
export class Connections {
  readonly #connections: readonly LoadConnection[];
  readonly #timeoutMs: number;

  constructor(request: LoadRequest, count: number, book: HitBook) {
    const address = new URL(request.url);
    const ids = new HitIds(request);
    const target = { host: address.hostname.replace(/[[\]]/g, ""), port: Number(address.port || 80) };
    this.#connections = Array.from(
      { length: count },
      () => new LoadConnection(target, new HitRequest(address, ids, request.method), book),
    );
    this.#timeoutMs = request.timeoutSeconds * 1000;
  }

  open(): void {
    for (const connection of this.#connections) connection.open();
    // Through `setImmediate`, so that answers that have arrived are read first, even if this process was suspended.
    setInterval(() => setImmediate(() => this.#giveUpLate()), lookEveryMs).unref();
  }

  /** Ends the connections without a hit; those with a hit in flight end after the answer. */
  endIdle(): void {
    for (const connection of this.#connections) connection.endIfIdle();
  }

  #giveUpLate(): void {
    const then = performance.now() - this.#timeoutMs;
    for (const connection of this.#connections) connection.giveUpBefore(then);
  }
}
