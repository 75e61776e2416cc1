import { pool } from "../connections.ts";

export const about = {
  en: "The same read, add one and write back, through a pool of connections.",
  ru: "То же самое: прочитать, прибавить единицу, записать обратно, но через пул соединений.",
};

export async function hit(): Promise<void> {
  const { rows } = await pool.query("SELECT value FROM counter WHERE strategy = 'pooled'");
  const value = rows[0].value + 1;
  await pool.query("UPDATE counter SET value = $1 WHERE strategy = 'pooled'", [value]);
}
