import { pool } from "../connections.ts";

export const about = {
  en: "A pool of connections, and one new row for every hit, with the hit's own id.",
  ru: "Пул соединений и новая строка на каждый запрос, с его собственным идентификатором.",
};

export const storesIds = true;

export async function hit(id: string): Promise<void> {
  await pool.query("INSERT INTO hits (strategy, hit_id) VALUES ('append', $1)", [id]);
}
