// Whether the app has the servers that it needs, and all its processes.
import { setTimeout as sleep } from "node:timers/promises";
import { pool, redis } from "./connections.ts";
import { refusalOf } from "./refusal.ts";

/** @param answers of every process: at the start, one may listen before the others do */
export async function health(answers: Promise<unknown>) {
  const [postgres, redisState, processes] = await Promise.all([
    state(pool.query("SELECT 1").then(() => undefined)),
    state(redis.ping().then(() => undefined)),
    state(answers.then(() => undefined)),
  ]);
  // 53300 (too many connections) means that PostgreSQL is busy, not that it is broken.
  const healthy = (postgres === "ok" || postgres === "53300") && redisState === "ok" && processes === "ok";
  return { healthy, postgres, redis: redisState };
}

/** "ok", or the code of the failure; "timeout" if the check takes longer than 2 s. */
async function state(check: Promise<void>): Promise<string> {
  const late = sleep(2_000, "timeout", { ref: false });
  const done = check.then(
    () => "ok",
    (error: unknown) => refusalOf(error).code,
  );
  return Promise.race([done, late]);
}
