import { pool } from "../connections.ts";

export const about = {
  en: "A pool of ten connections, and one new row for every hit, with the hit's own id.",
  ru: "Пул из десяти соединений и новая строка на каждый запрос, с его собственным идентификатором.",
};

export async function hit(id: string): Promise<void> {
  await pool.query("INSERT INTO hits (strategy, hit_id) VALUES ('appended', $1)", [id]);
}

export async function stored(): Promise<number> {
  const { rows } = await pool.query("SELECT count(*) FROM hits WHERE strategy = 'appended'");
  return Number(rows[0].count);
}
