import { redis, withConnection } from "../connections.ts";
import { failpoint } from "../failpoint.ts";

export const about = {
  en: "Redis counts the hit and the client has its answer at once; “process” moves the count into PostgreSQL.",
  ru: "Запрос считает Redis, и клиент сразу получает ответ; «process» переносит счёт в PostgreSQL.",
};

export async function hit(): Promise<void> {
  await redis.incr("pending_hits");
}

// The order GET, UPDATE, DEL, COMMIT leaves three race windows:
// - a hit that arrives between GET and DEL is deleted without ever being added;
// - a crash between DEL and COMMIT loses everything that was pending;
// - two workers at once both GET the same number and add it twice.
export async function process(): Promise<number> {
  const count = Number(await redis.get("pending_hits"));
  if (count === 0) return 0;
  await failpoint("after-take");
  await withConnection(async (client) => {
    await client.query("BEGIN");
    await client.query("UPDATE counter SET value = value + $1 WHERE strategy = 'buffered'", [count]);
    await failpoint("before-acknowledge");
    await redis.del("pending_hits");
    await failpoint("before-commit");
    await client.query("COMMIT");
  });
  await failpoint("after-commit");
  return count;
}

export async function pending(): Promise<number> {
  return Number(await redis.get("pending_hits"));
}
