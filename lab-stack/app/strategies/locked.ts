import { withConnection } from "../connections.ts";

export const about = {
  en: "Read, add one and write back, in a transaction that locks the row before it reads.",
  ru: "Прочитать, прибавить единицу, записать обратно — в транзакции, которая блокирует строку ещё до чтения.",
};

export async function hit(): Promise<void> {
  await withConnection(async (client) => {
    await client.query("BEGIN");
    // A second hit waits here until the first has committed, and then reads the value that the first one wrote.
    const { rows } = await client.query("SELECT value FROM counter WHERE strategy = 'locked' FOR UPDATE");
    const value = rows[0].value + 1;
    await client.query("UPDATE counter SET value = $1 WHERE strategy = 'locked'", [value]);
    await client.query("COMMIT");
  });
}
