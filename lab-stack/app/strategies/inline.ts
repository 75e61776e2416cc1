import { pool } from "../connections.ts";
import { sendReceipt } from "../receipts.ts";

export const about = {
  en: "Slow work for every hit, before the answer: the hit is stored, its receipt is sent, and then the client is answered.",
  ru: "Долгая работа на каждый запрос, до ответа: запрос сохранён, квитанция отправлена, и только тогда клиент получает ответ.",
};

export const storesIds = true;

export async function hit(id: string): Promise<void> {
  await pool.query("INSERT INTO hits (strategy, hit_id) VALUES ('inline', $1)", [id]);
  await sendReceipt(id); // the client waits, and if the app dies now, nobody sends the receipt
}
