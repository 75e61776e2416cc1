import autocannon from "autocannon";
import { type HitBook, LoadConnection } from "./connection.ts";
import type { LoadRequest } from "./load.ts";
import type { Tally } from "./tally.ts";

/** The server counts as gone when nothing but refused connections happened for so long. */
const goneAfterMs = 3000;

/** autocannon is given no end of its own: it would drop what is in flight. 24 days fit its timer. */
const forEver = 2_000_000;

/**
 * Sends hits until the number or the time is used up, then waits for the answers still to come.
 * Resolves once every hit that was sent has its outcome in the tally.
 */
export function runClosedLoop(request: LoadRequest, tally: Tally): Promise<{ endedEarly: boolean }> {
  return new Promise((resolve, reject) => {
    const connections: LoadConnection[] = [];
    let closed = false;
    let endedEarly = false;
    let refusedSince: number | undefined;

    const resolveIfDone = () => {
      if (closed && tally.inFlight === 0) resolve({ endedEarly });
    };
    const close = () => {
      closed = true;
      for (const connection of connections) connection.endIfIdle();
      resolveIfDone();
    };

    const book: HitBook = {
      get closed() {
        return closed;
      },
      send() {
        const hit = tally.send(performance.now());
        if (tally.sent === request.requests) closed = true;
        return hit;
      },
      answered(hit, judgement, sentAt) {
        tally.answered(hit, judgement, sentAt, performance.now());
        resolveIfDone();
      },
      unanswered(hit, judgement) {
        tally.settle(hit, judgement, performance.now());
        resolveIfDone();
      },
      opened() {
        refusedSince = undefined;
      },
      refused() {
        refusedSince ??= performance.now();
        if (closed || performance.now() - refusedSince < goneAfterMs) return;
        endedEarly = true;
        close();
      },
    };

    autocannon(
      {
        url: request.url,
        method: "POST",
        connections: request.connections,
        timeout: request.timeoutSeconds,
        duration: forEver,
        setupClient: (client) => connections.push(new LoadConnection(client, request.hitIdPrefix, book)),
      },
      (error) => error && reject(error),
    );
    if (request.durationSeconds !== undefined) setTimeout(close, request.durationSeconds * 1000);
  });
}
