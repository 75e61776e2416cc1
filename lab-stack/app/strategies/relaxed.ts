import { pool } from "../connections.ts";

export const about = {
  en: "The atomic UPDATE, answered before it is on disk: if PostgreSQL dies, the last moments are gone.",
  ru: "Атомарный UPDATE с ответом до записи на диск: если PostgreSQL упадёт, последние мгновения пропадут.",
};

export async function hit(): Promise<void> {
  // Two statements in one query run as one transaction.
  await pool.query(`
    SET LOCAL synchronous_commit = off;
    UPDATE counter SET value = value + 1 WHERE strategy = 'relaxed'`);
}
