import { pool, withConnection } from "../connections.ts";
import { failpoint } from "../failpoint.ts";
import { sendReceipt } from "../receipts.ts";

export const about = {
  en: "Slow work for every hit, left to a worker: the hit is a row in a queue, and “process” sends its receipt.",
  ru: "Долгая работа на каждый запрос, оставленная обработчику: запрос — строка в очереди, квитанцию отправит «process».",
};

export const storesIds = true;

export async function hit(id: string): Promise<void> {
  await pool.query("INSERT INTO queue (strategy, hit_id) VALUES ('deferred', $1)", [id]);
}

/** Runs until the queue is empty, but for at most three seconds, because the caller is waiting. */
export async function process(): Promise<number> {
  let processed = 0;
  for (const end = performance.now() + 3_000; performance.now() < end; ) {
    const done = await workOff();
    if (done === 0) break;
    processed += done;
  }
  return processed;
}

/**
 * Sends the receipts of up to 100 hits at once and stores these hits. After a crash before the COMMIT they are still in
 * the queue, and their receipts are sent again: at least once, while each hit is stored exactly once. The price: the
 * worker keeps a connection and its transaction for as long as the service takes. For each batch, not for each hit.
 */
async function workOff(): Promise<number> {
  const done = await withConnection(async (client) => {
    await client.query("BEGIN");
    const take = `
      SELECT id, hit_id FROM queue WHERE strategy = 'deferred' ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED`;
    const { rows } = await client.query(take);
    if (rows.length > 0) {
      await failpoint("after-take");
      await Promise.all(rows.map(({ hit_id }) => sendReceipt(hit_id)));
      const move = `
        WITH done AS (DELETE FROM queue WHERE id = ANY ($1) RETURNING hit_id)
        INSERT INTO hits (strategy, hit_id) SELECT 'deferred', hit_id FROM done`;
      await client.query(move, [rows.map(({ id }) => id)]);
      await failpoint("before-commit");
    }
    await client.query("COMMIT");
    return rows.length;
  });
  if (done > 0) await failpoint("after-commit");
  return done;
}

export async function pending(): Promise<number> {
  const { rows } = await pool.query("SELECT count(*) FROM queue WHERE strategy = 'deferred'");
  return Number(rows[0].count);
}

export async function pendingIds(): Promise<string[]> {
  const { rows } = await pool.query("SELECT hit_id FROM queue WHERE strategy = 'deferred'");
  return rows.map((row) => row.hit_id);
}
