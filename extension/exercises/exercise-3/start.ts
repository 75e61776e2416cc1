import { redis, withConnection } from "../connections.ts";

export const about = {
  en: "Exercise 3: a timer moves the count into PostgreSQL every five seconds, and knows of nobody else.",
  ru: "Упражнение 3: таймер каждые пять секунд переносит счёт в PostgreSQL и ни о ком больше не знает.",
};

const pendingHits = "surge:yours:pending";

export async function hit(): Promise<void> {
  await redis.incr(pendingHits);
}

/** There is no `process`: the worker empties the buffer by itself. */
setInterval(async () => {
  const count = Number(await redis.get(pendingHits));
  if (count === 0) return;
  await withConnection(async (client) => {
    await client.query("UPDATE counter SET value = value + $1 WHERE strategy = 'yours'", [count]);
  });
  await redis.del(pendingHits);
}, 5_000);

export async function pending(): Promise<number> {
  return Number(await redis.get(pendingHits));
}
