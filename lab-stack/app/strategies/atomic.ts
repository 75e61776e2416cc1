import { pool } from "../connections.ts";

export const about = {
  en: "A pool of connections, and one UPDATE in which PostgreSQL itself adds one.",
  ru: "Пул соединений и один UPDATE, в котором единицу прибавляет сам PostgreSQL.",
};

export async function hit(): Promise<void> {
  await pool.query("UPDATE counter SET value = value + 1 WHERE strategy = 'atomic'");
}
