import { connect } from "./connect.ts";
import type { HitBook } from "./connection.ts";
import type { LoadRequest } from "./load.ts";
import { ServerWatch } from "./server-watch.ts";
import type { Tally } from "./tally.ts";

/**
 * Sends hits until the number or the time is used up, then waits for the answers still to come.
 * Resolves once every hit that was sent has its outcome in the tally.
 */
export function runClosedLoop(request: LoadRequest, tally: Tally): Promise<{ endedEarly: boolean }> {
  return new Promise((resolve, reject) => {
    const server = new ServerWatch();
    let closed = false;
    let endedEarly = false;

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
      mayGoOn: () => true,
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
      opened: () => server.opened(),
      refused() {
        if (!server.refused(performance.now()) || closed) return;
        endedEarly = true;
        close();
      },
    };

    const connections = connect(request, request.connections, book, reject);
    if (request.durationSeconds !== undefined) setTimeout(close, request.durationSeconds * 1000);
  });
}
