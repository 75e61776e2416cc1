import { randomUUID } from "node:crypto";
import { callHit, callProcess } from "../../../inspection/app-client.ts";
import { ServerAccess } from "../../../inspection/server-access.ts";
import { beginInsertOrder, endInsertOrder, insertOrder } from "../../../inspection/witness/insert-order.ts";
import { judgeAnswer } from "../../../load/outcome.ts";
import type { Lab } from "../../define.ts";
import type { Event, History } from "./event.ts";

/** A run that is recorded: which strategy, and what happens meanwhile. */
export interface Recorded {
  readonly strategy: string;
  readonly byId: boolean;
  /** The app is killed in the middle of it. */
  readonly kill?: true;
  /** Its buffer is emptied again and again. */
  readonly process?: true;
}

const clients = [..."abcdef"];

/** What these clients see of the servers, one hit after the other. The strategy's counters are zero. */
export async function record(
  { session }: Lab,
  { strategy, byId, kill, process }: Recorded,
  hitsOfEach: number,
  signal: AbortSignal,
): Promise<History> {
  const { stack, inspection } = session.require(signal);
  const { app } = stack.endpoints;
  const events: Event[] = [];
  const servers = new ServerAccess(stack);
  const prefix = `${randomUUID().slice(0, 8)}-`;
  const isMiddle = () => events.length >= clients.length * hitsOfEach;
  let back: Promise<void> | undefined;

  const crash = async () => {
    await stack.kill("app", "SIGKILL");
    events.push({ what: "crashed", program: "app" });
    await session.recover("app");
  };
  const send = async (client: string) => {
    for (let hit = 1; hit <= hitsOfEach; hit += 1) {
      if (kill && isMiddle()) back ??= crash();
      await back;
      const id = `${client}${hit}`;
      events.push({ what: "sent", client, id });
      const what = await answerTo(callHit(app, strategy, prefix + id, signal), signal);
      events.push({ what, id });
    }
  };
  const processAgainAndAgain = async (isOver: () => boolean) => {
    while (!isOver()) {
      events.push({ what: "process-begun" });
      await callProcess(app, strategy, signal);
      events.push({ what: "process-ended" });
    }
  };

  if (byId) await beginInsertOrder(servers);
  try {
    let isOver = false;
    const sending = Promise.all(clients.map(send)).finally(() => {
      isOver = true;
    });
    await Promise.all([sending, ...(process ? [processAgainAndAgain(() => isOver)] : [])]);
    if (byId) {
      const own = (ids: Iterable<string>) => [...ids].map((id) => id.slice(prefix.length));
      // In this order: a hit that moves meanwhile is seen twice, not never.
      const pending = process ? await inspection.pendingIds(strategy, prefix) : [];
      const stored = await insertOrder(servers, prefix);
      events.push({ what: "read-ids", stored: own(stored), pending: own(pending) });
    } else events.push({ what: "read-counter", ...(await inspection.counted(strategy)) });
  } finally {
    if (byId) await endInsertOrder(servers);
  }
  return events;
}

async function answerTo(
  answer: ReturnType<typeof callHit>,
  signal: AbortSignal,
): Promise<"acknowledged" | "refused" | "unanswered"> {
  try {
    const { status, body } = await answer;
    const { outcome } = judgeAnswer(status, body);
    return outcome === "ok" ? "acknowledged" : outcome === "failed" ? "refused" : "unanswered";
  } catch {
    signal.throwIfAborted();
    return "unanswered";
  }
}
