import { pool, redis } from "../connections.ts";
import { failpoint } from "../failpoint.ts";

export const about = {
  en: "Exercise 4: the count is taken out in one step, and is then only in this process.",
  ru: "Упражнение 4: счёт забирают одним шагом, и дальше он есть только в этом процессе.",
};

const pendingHits = "surge:yours:pending";

export async function hit(): Promise<void> {
  await redis.incr(pendingHits);
}

/** Keep the failpoints: the check kills a worker at each of them. They mark places before and after the COMMIT. */
export async function process(): Promise<number> {
  const count = Number(await redis.getdel(pendingHits));
  if (count === 0) return 0;
  await failpoint("after-take");
  await pool.query("UPDATE counter SET value = value + $1 WHERE strategy = 'yours'", [count]);
  await failpoint("after-commit");
  return count;
}

export async function pending(): Promise<number> {
  return Number(await redis.get(pendingHits));
}
