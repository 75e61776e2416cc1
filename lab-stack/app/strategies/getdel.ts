import { pool, redis } from "../connections.ts";
import { failpoint } from "../failpoint.ts";

export const about = {
  en: "Redis counts the hit; “process” takes the count out with GETDEL, and then adds it in PostgreSQL.",
  ru: "Запрос считает Redis; «process» забирает счёт командой GETDEL, а потом прибавляет его в PostgreSQL.",
};

const counting = "surge:getdel:pending";

export async function hit(): Promise<void> {
  await redis.incr(counting);
}

// GETDEL is atomic: no hit can slip in between, and no second worker can take the same number.
// But until PostgreSQL has stored it, the number exists only in the memory of this process.
export async function process(): Promise<number> {
  const count = Number(await redis.getdel(counting));
  if (count === 0) return 0;
  await failpoint("after-take");
  await pool.query("UPDATE counter SET value = value + $1 WHERE strategy = 'getdel'", [count]);
  await failpoint("after-commit");
  return count;
}

export async function pending(): Promise<number> {
  return Number(await redis.get(counting));
}
