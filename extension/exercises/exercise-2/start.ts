import { redis, withConnection } from "../connections.ts";

export const about = {
  en: "Exercise 2: the class's `process`, with its race.",
  ru: "Упражнение 2: `process` из занятия, с его гонкой.",
};

const pendingHits = "surge:yours:pending";

export async function hit(): Promise<void> {
  await redis.incr(pendingHits);
}

/** Moves the count into PostgreSQL. Returns how many hits it has moved. */
export async function process(): Promise<number> {
  const count = Number(await redis.get(pendingHits));
  if (count === 0) return 0;
  await withConnection(async (client) => {
    await client.query("BEGIN");
    await client.query("UPDATE counter SET value = value + $1 WHERE strategy = 'yours'", [count]);
    await redis.del(pendingHits);
    await client.query("COMMIT");
  });
  return count;
}

export async function pending(): Promise<number> {
  return Number(await redis.get(pendingHits));
}
