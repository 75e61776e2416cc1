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

// No hit can slip in between GET and DEL any more, and no second process can take the same number.
// But until PostgreSQL has it, the number is nowhere but in this process.
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
