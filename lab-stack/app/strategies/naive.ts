import pg from "pg";
import { postgres } from "../connections.ts";

export const about = {
  en: "A new connection for every hit: read the counter, add one, write it back.",
  ru: "Новое соединение на каждый запрос: прочитать счётчик, прибавить единицу, записать обратно.",
};

export async function hit(): Promise<void> {
  const client = new pg.Client(postgres);
  client.on("error", () => {}); // a lost connection also makes the query below fail, which is enough
  await client.connect();
  try {
    const { rows } = await client.query("SELECT value FROM counter WHERE strategy = 'naive'");
    const value = rows[0].value + 1;
    await client.query("UPDATE counter SET value = $1 WHERE strategy = 'naive'", [value]);
  } finally {
    await client.end();
  }
}
