import { withConnection } from "../connections.ts";

export const about = {
  en: "Read, add one and write back at SERIALIZABLE: PostgreSQL refuses a transaction that was overtaken (40001).",
  ru: "Прочитать, прибавить единицу, записать обратно на уровне SERIALIZABLE: транзакция, которую опередили, получает отказ (40001).",
};

export async function hit(): Promise<void> {
  await withConnection(async (client) => {
    await client.query("BEGIN ISOLATION LEVEL SERIALIZABLE");
    const { rows } = await client.query("SELECT value FROM counter WHERE strategy = 'serializable-once'");
    const value = rows[0].value + 1;
    // If another hit has written the row since we read it, this fails with 40001 instead of losing an update.
    await client.query("UPDATE counter SET value = $1 WHERE strategy = 'serializable-once'", [value]);
    await client.query("COMMIT");
  });
}
