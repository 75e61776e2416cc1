import { randomUUID } from "node:crypto";
import type { LockWatch } from "../../inspection/lock-watch.ts";
import { interleaveError } from "./errors.ts";
import type { HitProgram } from "./hit-program.ts";
import { type Choose, everyOrder } from "./orders.ts";
import { countOrders, groupOrders } from "./outcomes.ts";
import type { Explored, IsolationLevel, ShownOrder } from "./result.ts";
import { play } from "./schedule.ts";

export interface Players {
  readonly strategy: string;
  /** Put each hit into one transaction. */
  readonly transaction: boolean;
  readonly hits: readonly Pick<HitProgram, "name" | "next" | "failure" | "begin" | "go">[];
  readonly watch: Pick<LockWatch, "zero" | "stored" | "waits">;
}

/** How long the hits of one order may take: a few statements, and the second that a deadlock takes. Milliseconds. */
const orderWithin = 30_000;

/** Where to stop, although there may be more orders. */
interface Limits {
  readonly orders: number;
  readonly ms: number;
}

interface Exploration {
  readonly explored: Explored;
  readonly played: readonly ShownOrder[];
}

/** Plays every order at this level, each from a counter of zero. */
export async function explore(
  players: Players,
  level: IsolationLevel,
  limits: Limits,
  onOrder: (count: number) => void,
): Promise<Exploration> {
  const until = performance.now() + limits.ms;
  const played: ShownOrder[] = [];
  let cut: Explored["cut"] = null;
  const orders = everyOrder(
    (choose) => playOnce(players, level, choose),
    (order) => interleaveError("order-not-repeatable", { order }),
  );
  for await (const { result, isLast } of orders) {
    played.push(result);
    onOrder(played.length);
    if (isLast) break;
    if (played.length >= limits.orders) cut = "orders";
    else if (performance.now() > until) cut = "time";
    if (cut !== null) break;
  }
  const outcomes = groupOrders(played);
  return { explored: { ...countOrders(outcomes), cut, outcomes }, played };
}

/**
 * One order at this level, from a counter of zero to the last answer.
 * @throws LabError `hit-hangs` for a hit that never ends; its program goes on until it is ended
 */
export async function playOnce(
  players: Players,
  level: IsolationLevel,
  choose: Choose,
  within = orderWithin,
): Promise<ShownOrder> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const { strategy } = players;
  const timer = setTimeout(
    () => reject(interleaveError("hit-hangs", { strategy, seconds: within / 1000 })),
    within,
  );
  try {
    return await Promise.race([late, playToItsEnd(players, level, choose)]);
  } finally {
    clearTimeout(timer);
  }
}

async function playToItsEnd(
  { strategy, transaction, hits, watch }: Players,
  level: IsolationLevel,
  choose: Choose,
): Promise<ShownOrder> {
  await watch.zero();
  const options = { level: level.replaceAll("-", " "), transaction };
  // Short, because it may stand in a statement that is shown; new, because a strategy may know old ones.
  const id = randomUUID().slice(0, 8);
  await Promise.all(hits.map((hit) => hit.begin({ ...options, id: `${id}-${hit.name}` })));
  for (const { next, failure } of hits) if (next === null) throw withoutStatement(strategy, failure);

  const steps = await play(hits, watch, choose);
  const failures: Record<string, number> = {};
  for (const { failure } of hits) if (failure !== null) failures[failure] = (failures[failure] ?? 0) + 1;
  return {
    level,
    order: steps.flatMap(({ client, statement }) => (statement === null ? [] : [client])).join(""),
    ok: hits.filter(({ failure }) => failure === null).length,
    failures,
    stored: await watch.stored(),
    waited: steps.some(({ answer }) => answer === null),
    steps,
  };
}

function withoutStatement(strategy: string, failure: string | null): Error {
  if (failure === "own-transaction") return interleaveError("own-transaction", { strategy });
  if (failure === null || failure.startsWith("redis"))
    return interleaveError("nothing-to-interleave", { strategy });
  return interleaveError("hit-failed-at-once", { strategy, code: failure });
}
