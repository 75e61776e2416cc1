import { randomUUID } from "node:crypto";
import { callHit } from "../../../inspection/app-client.ts";
import { ServerAccess } from "../../../inspection/server-access.ts";
import { beginInsertOrder, endInsertOrder, insertOrder } from "../../../inspection/witness/insert-order.ts";
import { judgeAnswer } from "../../../load/outcome.ts";
import type { Demand, Trial } from "../trial.ts";

/** The strategy keeps the ids of its hits. */
export const storesIds: Demand = async ({ strategy }) => ({
  passed: strategy.storesIds,
  seen: { code: strategy.storesIds ? "byName" : "noNames", numbers: [] },
});

/** Clients send one hit after another, while several calls of `process` move them. */
export const keepsTheOrder: Demand = async (trial) => {
  const { random } = trial;
  const servers = new ServerAccess(trial.stack);
  const prefix = randomUUID().slice(0, 8);
  await beginInsertOrder(servers);
  try {
    const each = random.whole(30, 60);
    const clients = Array.from({ length: random.whole(3, 6) }, (_, client) =>
      sendInTurn(trial, `${prefix}-${client}`, each),
    );
    const over = Promise.allSettled(clients);
    let isOver = false;
    void over.then(() => {
      isOver = true;
    });
    while (!isOver) await Promise.allSettled([trial.process(), trial.process()]);
    const accepted = await Promise.all(clients);
    await trial.drain();
    const sent = each * clients.length;
    const refused = sent - accepted.flat().length;
    if (refused > 0) return { passed: false, seen: { code: "refused", numbers: [refused, sent] } };
    const places = new Map<string, number>();
    for (const [place, id] of (await insertOrder(servers, prefix)).entries())
      if (!places.has(id)) places.set(id, place);
    const all = accepted.flat().length;
    const missing = accepted.flat().filter((id) => !places.has(id)).length;
    if (missing > 0) return { passed: false, seen: { code: "lost", numbers: [missing, all] } };
    const early = accepted.reduce((sum, ids) => sum + overtaking(ids, places), 0);
    const code = early > 0 ? "outOfOrder" : "inOrder";
    return { passed: early === 0, seen: { code, numbers: [early, all] } };
  } finally {
    await endInsertOrder(servers);
  }
};

/** How many hits are stored before one that their client had sent earlier. */
function overtaking(ids: readonly string[], places: ReadonlyMap<string, number>): number {
  let last = -1;
  let early = 0;
  for (const id of ids) {
    const place = places.get(id) ?? 0;
    if (place < last) early += 1;
    last = Math.max(last, place);
  }
  return early;
}

/** @returns the ids that were acknowledged, in their order */
async function sendInTurn({ app, strategy, signal }: Trial, prefix: string, hits: number): Promise<string[]> {
  const accepted: string[] = [];
  for (let hit = 0; hit < hits; hit += 1) {
    const id = `${prefix}-${hit}-${randomUUID().slice(0, 8)}`;
    const { status, body } = await callHit(app, strategy.name, id, signal);
    if (judgeAnswer(status, body).outcome === "ok") accepted.push(id);
  }
  return accepted;
}
