import { randomUUID } from "node:crypto";
import { callHit } from "../../../inspection/app-client.ts";
import { ServerAccess } from "../../../inspection/server-access.ts";
import { beginInsertOrder, endInsertOrder, insertOrder } from "../../../inspection/witness/insert-order.ts";
import { judgeAnswer } from "../../../load/outcome.ts";
import type { Demand, Found, Trial } from "../trial.ts";

/** The strategy keeps the ids of its hits. */
export const storesIds: Demand = async ({ strategy }) => ({
  passed: strategy.storesIds,
  seen: { code: strategy.storesIds ? "byName" : "noNames", numbers: [] },
});

/** Clients send one hit after another, while several calls of `process` move them. */
export const keepsTheOrder: Demand = async (trial) => {
  const servers = new ServerAccess(trial.stack);
  const { own } = servers;
  const prefix = randomUUID().slice(0, 8);
  if (own) return inOrder(await sendProcessing(trial, prefix), await own.storedIds());
  await beginInsertOrder(servers);
  try {
    return inOrder(await sendProcessing(trial, prefix), await insertOrder(servers, prefix));
  } finally {
    await endInsertOrder(servers);
  }
};

/** The ids that the contract of an app which is not ours shows: each acknowledged one once, and no other. */
export const storesEachId: Demand = async (trial) => {
  const { own } = new ServerAccess(trial.stack);
  const sent = (await sendProcessing(trial, randomUUID().slice(0, 8))).flat();
  const times = new Map<string, number>();
  for (const id of (await own?.storedIds()) ?? []) times.set(id, (times.get(id) ?? 0) + 1);
  const acknowledged = sent.filter(({ ok }) => ok).map(({ id }) => id);
  const lost = acknowledged.filter((id) => !times.has(id)).length;
  const twice = [...times.values()].reduce((sum, each) => sum + each - 1, 0);
  for (const id of acknowledged) times.delete(id);
  const found = (code: "lost" | "duplicated" | "unexpected" | "refused" | "kept", ...numbers: number[]) => ({
    passed: code === "kept",
    seen: { code, numbers },
  });
  if (lost > 0) return found("lost", lost, acknowledged.length);
  if (twice > 0) return found("duplicated", twice);
  if (times.size > 0) return found("unexpected", times.size);
  if (acknowledged.length < sent.length)
    return found("refused", sent.length - acknowledged.length, sent.length);
  return found("kept", sent.length);
};

interface SentHit {
  readonly id: string;
  readonly ok: boolean;
}

/** The hits of each client, in the order in which it has sent them; the buffer is empty afterwards. */
async function sendProcessing(trial: Trial, prefix: string): Promise<SentHit[][]> {
  const { random } = trial;
  const each = random.whole(30, 60);
  const clients = Array.from({ length: random.whole(3, 6) }, () => sendInTurn(trial, prefix, each));
  const over = Promise.allSettled(clients);
  let isOver = false;
  void over.then(() => {
    isOver = true;
  });
  while (!isOver) await Promise.allSettled([trial.process(), trial.process()]);
  const sent = await Promise.all(clients);
  await trial.drain();
  return sent;
}

/** @param stored ids in the order in which they are stored, those of others among them */
function inOrder(clients: readonly (readonly SentHit[])[], stored: readonly string[]): Found {
  const sent = clients.flat();
  const refused = sent.filter(({ ok }) => !ok).length;
  if (refused > 0) return { passed: false, seen: { code: "refused", numbers: [refused, sent.length] } };
  const places = new Map<string, number>();
  for (const [place, id] of stored.entries()) if (!places.has(id)) places.set(id, place);
  const missing = sent.filter(({ id }) => !places.has(id)).length;
  if (missing > 0) return { passed: false, seen: { code: "lost", numbers: [missing, sent.length] } };
  const early = clients.reduce((sum, hits) => sum + overtaking(hits, places), 0);
  const code = early > 0 ? "outOfOrder" : "inOrder";
  return { passed: early === 0, seen: { code, numbers: [early, sent.length] } };
}

/** How many hits are stored before one that their client had sent earlier. */
function overtaking(hits: readonly SentHit[], places: ReadonlyMap<string, number>): number {
  let last = -1;
  let early = 0;
  for (const { id } of hits) {
    const place = places.get(id) ?? 0;
    if (place < last) early += 1;
    last = Math.max(last, place);
  }
  return early;
}

/** Nothing in an id says which client has sent it, or when: an order by it would be no order of acceptance. */
async function sendInTurn(
  { app, strategy, signal }: Trial,
  prefix: string,
  hits: number,
): Promise<SentHit[]> {
  const sent: SentHit[] = [];
  for (let hit = 0; hit < hits; hit += 1) {
    const id = `${prefix}-${randomUUID()}`;
    const { status, body } = await callHit(app, strategy.name, id, signal);
    sent.push({ id, ok: judgeAnswer(status, body).outcome === "ok" });
  }
  return sent;
}
