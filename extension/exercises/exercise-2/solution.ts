import { pool, redis } from "../connections.ts";

export const about = {
  en: "Exercise 2: the count is taken out of Redis in one step, and put back when PostgreSQL refuses it.",
  ru: "Упражнение 2: счёт забирают из Redis одним шагом и возвращают, если PostgreSQL его не принял.",
};

const pendingHits = "surge:yours:pending";

export async function hit(): Promise<void> {
  await redis.incr(pendingHits);
}

/** GETDEL reads and empties at once: a hit is counted before it or after it, and no second call gets the same number. */
export async function process(): Promise<number> {
  const count = Number(await redis.getdel(pendingHits));
  if (count === 0) return 0;
  try {
    await pool.query("UPDATE counter SET value = value + $1 WHERE strategy = 'yours'", [count]);
  } catch (error) {
    // Right only where PostgreSQL has certainly not counted them; a crash at this place loses them. That is exercise 4.
    await redis.incrby(pendingHits, count);
    throw error;
  }
  return count;
}

export async function pending(): Promise<number> {
  return Number(await redis.get(pendingHits));
}
