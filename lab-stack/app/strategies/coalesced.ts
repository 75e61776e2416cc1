import { pool } from "../connections.ts";

export const about = {
  en: "Hits that wait at the same time share one UPDATE, and are answered after its COMMIT. No second system.",
  ru: "Запросы, которые ждут одновременно, делят один UPDATE и получают ответ после его COMMIT. Второй системы нет.",
};

let gathered = 0; // hits in the batch that is being collected
let batch: Promise<void> | undefined; // settles for all of them once the batch is written
let writing: Promise<void> = Promise.resolve(); // the previous batch

export function hit(): Promise<void> {
  gathered += 1;
  if (batch === undefined) {
    batch = writing.then(write, write);
    writing = batch;
  }
  return batch;
}

/** One write at a time; meanwhile the next batch is collected. If a write fails, every hit in its batch fails. */
async function write(): Promise<void> {
  const count = gathered;
  gathered = 0;
  batch = undefined;
  await pool.query("UPDATE counter SET value = value + $1 WHERE strategy = 'coalesced'", [count]);
}
