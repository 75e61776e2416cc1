import { redis, withConnection } from "../connections.ts";
import { Refused } from "../refusal.ts";

export const about = {
  en: "Exercise 7: a buffer with a limit that is looked at before, and not while, a hit is put in.",
  ru: "Упражнение 7: буфер с пределом, который проверяют до приёма запроса, а не вместе с ним.",
};

const pendingHits = "surge:yours:pending";
const limit = 1_000;

export async function hit(): Promise<void> {
  const waiting = Number(await redis.get(pendingHits));
  if (waiting >= limit) {
    throw new Refused({ code: "buffer-full", message: "The buffer is full.", outcome: "failed" });
  }
  await redis.incr(pendingHits);
}

export async function process(): Promise<number> {
  const count = Number(await redis.getdel(pendingHits));
  if (count === 0) return 0;
  await withConnection(async (client) => {
    await client.query("UPDATE counter SET value = value + $1 WHERE strategy = 'yours'", [count]);
  });
  return count;
}

export async function pending(): Promise<number> {
  return Number(await redis.get(pendingHits));
}
