import type { HitBook } from "./connection.ts";
import { Connections } from "./connections.ts";
import type { LoadRequest } from "./load.ts";
import { ServerWatch } from "./server-watch.ts";
import type { Tally } from "./tally.ts";

/**
 * Sends hits until the number or the time is used up, then waits for the answers still to come.
 * Resolves once every hit that was sent has its outcome in the tally.
 */
export function runClosedLoop(request: LoadRequest, tally: Tally): Promise<{ endedEarly: boolean }> {
  return new Promise((resolve) => {
    const server = new ServerWatch();
    let closed = false;
    let endedEarly = false;

    const resolveIfDone = () => {
      if (closed && tally.inFlight === 0) resolve({ endedEarly });
    };
    const close = () => {
      closed = true;
      connections.endIdle();
      resolveIfDone();
    };

    const book: HitBook = {
      get closed() {
        return closed;
      },
      mayGoOn: () => true,
      send(now) {
        const hit = tally.send(now);
        if (tally.sent === request.requests) closed = true;
        return hit;
      },
      answered(hit, judgement, sentAt, now) {
        tally.answered(hit, judgement, sentAt, now);
        resolveIfDone();
      },
      unanswered(hit, judgement, now) {
        tally.settle(hit, judgement, now);
        resolveIfDone();
      },
      opened: () => server.opened(),
      refused(now) {
        if (!server.refused(now) || closed) return;
        endedEarly = true;
        close();
      },
    };

    const connections = new Connections(request, request.connections, book);
    connections.open();
    if (request.durationSeconds !== undefined) setTimeout(close, request.durationSeconds * 1000);
  });
}
