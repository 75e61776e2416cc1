import { pool, redis } from "../connections.ts";

export const about = {
  en: "Exercise 3: each run takes the count out in one step, puts it back when it fails, and is waited for.",
  ru: "Упражнение 3: каждый запуск забирает счёт одним шагом, при неудаче возвращает его, и его дожидаются.",
};

const pendingHits = "surge:yours:pending";
let timer: NodeJS.Timeout | undefined;
/** The run that is under way. */
let run: Promise<void> | undefined;

export async function hit(): Promise<void> {
  await redis.incr(pendingHits);
}

/** The app calls it at its start and after each save; a program that only reads the file does not. */
export async function open(): Promise<void> {
  timer = setInterval(work, 5_000);
}

/** No new run begins, and the last one ends: its hits are in PostgreSQL, or back in Redis. */
export async function close(): Promise<void> {
  clearInterval(timer);
  await run;
}

/** One run at a time. A failure is said and ends neither the timer nor the app: the next run may succeed. */
function work(): void {
  run ??= move()
    .catch((error) => console.error(error))
    .finally(() => {
      run = undefined;
    });
}

/** GETDEL gives each hit to one run only, whichever process it belongs to. */
async function move(): Promise<void> {
  const count = Number(await redis.getdel(pendingHits));
  if (count === 0) return;
  try {
    await pool.query("UPDATE counter SET value = value + $1 WHERE strategy = 'yours'", [count]);
  } catch (error) {
    // Right only where PostgreSQL has certainly not counted them; a crash at this place loses them. That is exercise 4.
    await redis.incrby(pendingHits, count);
    throw error;
  }
}

export async function pending(): Promise<number> {
  return Number(await redis.get(pendingHits));
}
