import { pool } from "../connections.ts";

export const about = {
  en: "Exercise 6: hits are remembered in the app's memory, so that a repeated one is not stored twice.",
  ru: "Упражнение 6: приложение помнит запросы в памяти, чтобы не сохранить повтор.",
};

export const storesIds = true;

const seen = new Set<string>();

/** A client that has heard nothing sends its hit again, under the same id. */
export async function hit(id: string): Promise<void> {
  if (seen.has(id)) return;
  await pool.query("INSERT INTO hits (strategy, hit_id) VALUES ('yours', $1)", [id]);
  seen.add(id);
}
