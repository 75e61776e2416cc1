import { pool } from "../connections.ts";

export const about = {
  en: "Exercise 6: PostgreSQL recognises a repeated hit by a unique id, in the statement that stores it.",
  ru: "Упражнение 6: PostgreSQL узнаёт повтор по уникальному идентификатору в той же команде, что сохраняет запрос.",
};

export const storesIds = true;

/** The id is remembered and the hit stored by one statement: both, or neither. A repeated hit is acknowledged, too. */
export async function hit(id: string): Promise<void> {
  const store = `
    WITH new AS (
      INSERT INTO applied_hits (strategy, hit_id) VALUES ('yours', $1)
      ON CONFLICT DO NOTHING RETURNING strategy, hit_id)
    INSERT INTO hits (strategy, hit_id) SELECT strategy, hit_id FROM new`;
  await pool.query(store, [id]);
}
