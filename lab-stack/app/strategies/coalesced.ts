import { pool } from "../connections.ts";

export const about = {
  en: "Hits that wait at the same time share one UPDATE, and are answered after its COMMIT. No second system.",
  ru: "Запросы, которые ждут одновременно, делят один UPDATE и получают ответ после его COMMIT. Второй системы нет.",
};

let gathered = 0; // hits of the batch that gathers now
let batch: Promise<void> | undefined; // settles for all of them, when it has been written
let writing: Promise<void> = Promise.resolve(); // the batch before it

export function hit(): Promise<void> {
  gathered += 1;
  if (batch === undefined) {
    batch = writing.then(write, write);
    writing = batch;
  }
  return batch;
}

/** One at a time: while it runs, the next batch gathers. If it fails, every hit in it is told so. */
async function write(): Promise<void> {
  const count = gathered;
  gathered = 0;
  batch = undefined;
  await pool.query("UPDATE counter SET value = value + $1 WHERE strategy = 'coalesced'", [count]);
}
