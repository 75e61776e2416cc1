import { setTimeout as sleep } from "node:timers/promises";
import { appDoesNotAnswer } from "../errors.ts";
import type { Counted } from "../stack.ts";

/** How long the app may take to say what is in a buffer, milliseconds. */
const patience = 3_000;

/** What the database stores for a strategy: its counter, or its rows where it has no counter. */
export const storedByStrategy = `
  SELECT strategy, value::float8 AS stored FROM surge_lab.counter
  UNION ALL
  SELECT strategy, count(*)::float8 FROM surge_lab.hits
  WHERE strategy NOT IN (SELECT strategy FROM surge_lab.counter) GROUP BY strategy`;

export interface StrategyOfApp {
  readonly name: string;
  readonly processes: boolean;
}

/** The strategies that run, as the app lists them; it needs neither PostgreSQL nor Redis for that. */
export async function strategiesOf(app: string): Promise<StrategyOfApp[]> {
  const list = await ask(`${app}/strategies`);
  if (!Array.isArray(list)) return [];
  return list.map(({ name, processes }) => ({ name: String(name), processes: processes === true }));
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
      if (Date.now() > deadline) {
        throw appDoesNotAnswer(strategy, error instanceof Error ? error.message : String(error));
      }
      await sleep(100);
    }
  }
}

async function ask(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
  const body: unknown = await answer.json();
  if (answer.ok) return body;
  throw new Error(`HTTP ${answer.status} ${Object(body).code ?? ""} ${Object(body).message ?? ""}`.trim());
}
