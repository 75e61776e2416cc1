import { withConnection } from "../connections.ts";

export const about = {
  en: "Exercise 1: keep 1,000 of 1,000 with PostgreSQL alone.",
  ru: "Упражнение 1: сохранить 1000 из 1000 одним PostgreSQL.",
};

/** A transaction reads the counter, adds one and writes it back. The client gets its 200 when this function is done. */
export async function hit(): Promise<void> {
  await withConnection(async (client) => {
    await client.query("BEGIN");
    const { rows } = await client.query("SELECT value FROM counter WHERE strategy = 'yours'");
    const value = rows[0].value + 1;
    await client.query("UPDATE counter SET value = $1 WHERE strategy = 'yours'", [value]);
    await client.query("COMMIT");
  });
}
