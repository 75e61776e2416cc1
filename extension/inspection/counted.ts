import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { appDoesNotAnswer } from "../stack/errors.ts";
import type { Counted } from "../stack/stack.ts";

/** How long the app may take to say what is in a buffer, milliseconds. */
const patience = 3_000;

/** While hits keep coming, no two looks are alike: then the last one has to do. */
const mostLooks = 20;

/** What the database stores for a strategy: its counter, or its slots; its rows where it has no counter. */
export const storedByStrategy = `
  SELECT strategy, value::float8 AS stored FROM surge_lab.counter
  UNION ALL
  SELECT strategy, sum(value)::float8 FROM surge_lab.slots GROUP BY strategy
  UNION ALL
  SELECT strategy, count(*)::float8 FROM surge_lab.hits
  WHERE strategy NOT IN (SELECT strategy FROM surge_lab.counter) GROUP BY strategy`;

export interface StrategyOfApp {
  readonly name: string;
  readonly buffers: boolean;
}

/** The strategies that run and have the broker that they need, as the app lists them; it needs neither PostgreSQL nor Redis for that. */
export async function strategiesOf(app: string): Promise<StrategyOfApp[]> {
  const list = await ask(`${app}/strategies`);
  if (!Array.isArray(list)) return [];
  const available = list.filter(({ available }) => available !== false);
  return available.map(({ name, buffers }) => ({ name: String(name), buffers: buffers === true }));
}

/** Only the app knows how its strategy keeps a buffer. While its connections are all taken, it is asked again. */
export async function pendingOf(app: string, strategy: string): Promise<Counted["pending"]> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      const answer = await ask(`${app}/${encodeURIComponent(strategy)}/counter`);
      const pending = Object(answer).pending;
      if (typeof pending === "number") return pending;
      throw new Error("its answer has no number “pending”");
    } catch (error) {
      if (Date.now() > deadline) throw appDoesNotAnswer(strategy, messageOf(error));
      await sleep(100);
    }
  }
}

/** The ids of the hits in a buffer. There may be many. */
export async function pendingIdsOf(app: string, strategy: string): Promise<string[]> {
  try {
    const ids = await ask(`${app}/${encodeURIComponent(strategy)}/pending-ids`, { within: 60_000 });
    if (Array.isArray(ids)) return ids.map(String);
    throw new Error("its answer is no list of hit ids");
  } catch (error) {
    throw appDoesNotAnswer(strategy, messageOf(error));
  }
}

/** Empties what only the app can reach: buffers in its own memory and in brokers. */
export async function forgetBuffers(app: string): Promise<void> {
  await ask(`${app}/forget`, { method: "POST" });
}

/** Two looks one after the other that say the same: while a worker moves hits, a single one may count them twice. */
export async function twiceTheSame<T>(look: () => Promise<T>): Promise<T> {
  let last = await look();
  for (let looks = 1; looks < mostLooks; looks += 1) {
    const now = await look();
    if (isDeepStrictEqual(now, last)) break;
    last = now;
  }
  return last;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function ask(url: string, { method = "GET", within = patience } = {}): Promise<unknown> {
  const answer = await fetch(url, { method, signal: AbortSignal.timeout(within) });
  const body: unknown = await answer.json();
  if (answer.ok) return body;
  throw new Error(`HTTP ${answer.status} ${Object(body).code ?? ""} ${Object(body).message ?? ""}`.trim());
}
