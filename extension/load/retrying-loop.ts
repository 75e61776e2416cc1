import type { HitBook, LoadConnection } from "./connection.ts";
import { Connections } from "./connections.ts";
import type { LoadRequest } from "./load.ts";
import type { Judgement } from "./outcome.ts";
import { Retries, type RetryPolicy } from "./retries.ts";
import { ServerWatch } from "./server-watch.ts";
import type { Tally } from "./tally.ts";

/**
 * A closed loop whose clients try again, as many of them as there are connections. A client begins with its next
 * intent when the last one was acknowledged or given up; while it waits to try again, it sends nothing.
 * Resolves once every attempt has its outcome in the tally; at the end of the time, intents that wait are given up.
 */
export function runRetryingLoop(
  request: LoadRequest,
  policy: RetryPolicy,
  tally: Tally,
): Promise<{ endedEarly: boolean; firstOf: Uint32Array }> {
  return new Promise((resolve) => {
    const retries = new Retries(policy);
    const server = new ServerWatch();
    const free = new Set<LoadConnection>();
    let intents = 0;
    let isOver = false;
    let endedEarly = false;
    let timer: NodeJS.Timeout | undefined;

    const allBegun = () => isOver || intents === request.requests;
    const mayBegin = () => !allBegun() && tally.inFlight + retries.waiting < request.connections;
    const isClosed = () => allBegun() && tally.inFlight === 0 && retries.waiting === 0;
    const close = () => {
      isOver = true;
      retries.giveUp();
      endIfClosed();
    };
    const endIfClosed = () => {
      if (!isClosed()) return;
      clearTimeout(timer);
      connections.endIdle();
      resolve({ endedEarly, firstOf: retries.firstOf() });
    };
    /** A retry that becomes due while its connection is free is sent by it, or by any other that is free. */
    const sendDue = () => {
      const now = performance.now();
      for (const connection of free) {
        if (!retries.isDue(now)) break;
        free.delete(connection);
        connection.sendNow(now);
      }
      clearTimeout(timer);
      const next = retries.nextDueAt;
      if (next !== undefined && next > now) timer = setTimeout(sendDue, next - now);
    };
    const settled = (hit: number, judgement: Judgement, now: number) => {
      if (!isOver) retries.settled(hit, judgement.outcome, now);
      if (retries.waiting > 0) setImmediate(sendDue);
      endIfClosed();
    };

    const book: HitBook = {
      get closed() {
        return isClosed();
      },
      mayGoOn(connection, now) {
        if (retries.isDue(now) || mayBegin()) return true;
        free.add(connection);
        return false;
      },
      send(now) {
        const retry = retries.isDue(now) ? retries.take() : undefined;
        if (!retry) intents += 1;
        const hit = tally.send(now, retry !== undefined);
        retries.sent(hit, retry);
        return hit;
      },
      nameOf: (hit) => retries.nameOf(hit),
      answered(hit, judgement, sentAt, now) {
        tally.answered(hit, judgement, sentAt, now);
        settled(hit, judgement, now);
      },
      unanswered(hit, judgement, now) {
        tally.settle(hit, judgement, now);
        settled(hit, judgement, now);
      },
      opened: () => server.opened(),
      refused(now) {
        if (!server.refused(now) || isOver) return;
        endedEarly = true;
        close();
      },
    };

    const connections = new Connections(request, request.connections, book);
    connections.open();
    if (request.durationSeconds !== undefined) setTimeout(close, request.durationSeconds * 1000);
  });
}
