import { pool } from "../connections.ts";

export const about = {
  en: "Exercise 1: one UPDATE in which PostgreSQL itself adds one.",
  ru: "Упражнение 1: один UPDATE, в котором единицу прибавляет сам PostgreSQL.",
};

/** The row's lock is held from the reading to the COMMIT, so nobody can read the same value. */
export async function hit(): Promise<void> {
  await pool.query("UPDATE counter SET value = value + 1 WHERE strategy = 'yours'");
}
