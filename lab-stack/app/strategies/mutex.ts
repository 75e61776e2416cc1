import { pool } from "../connections.ts";

export const about = {
  en: "Read, add one and write back, one hit after another: under a lock inside the app's process.",
  ru: "Прочитать, прибавить единицу, записать обратно, по одному запросу за раз: под блокировкой внутри процесса приложения.",
};

let last: Promise<void> = Promise.resolve(); // the hit that was the last to ask for the lock

export function hit(): Promise<void> {
  // The lock: a hit begins when the one before it has ended, well or not. Another process has a lock of its own.
  last = last.then(readAddWrite, readAddWrite);
  return last;
}

async function readAddWrite(): Promise<void> {
  const { rows } = await pool.query("SELECT value FROM counter WHERE strategy = 'mutex'");
  const value = rows[0].value + 1;
  await pool.query("UPDATE counter SET value = $1 WHERE strategy = 'mutex'", [value]);
}
