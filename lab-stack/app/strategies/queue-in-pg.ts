import { pool, withConnection } from "../connections.ts";
import { failpoint } from "../failpoint.ts";

export const about = {
  en: "A buffer without Redis: a hit is a row in a queue, and “process” moves rows on in batches.",
  ru: "Буфер без Redis: запрос — строка в очереди, а «process» пачками переносит строки дальше.",
};

export const storesIds = true;

export async function hit(id: string): Promise<void> {
  await pool.query("INSERT INTO queue (strategy, hit_id) VALUES ('queue-in-pg', $1)", [id]);
}

/** Runs until the queue is empty, but for at most three seconds, because the caller is waiting. */
export async function process(): Promise<number> {
  let processed = 0;
  for (const end = performance.now() + 3_000; performance.now() < end; ) {
    const moved = await moveBatch();
    if (moved === 0) break;
    processed += moved;
  }
  return processed;
}

/** Takes and stores rows in one transaction: after a crash they are still in the queue. */
async function moveBatch(): Promise<number> {
  const moved = await withConnection(async (client) => {
    await client.query("BEGIN");
    // SKIP LOCKED: do not wait for rows that another worker holds, so that each worker takes different rows.
    const take = `
      DELETE FROM queue WHERE id = ANY (ARRAY(
        SELECT id FROM queue WHERE strategy = 'queue-in-pg' ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED))
      RETURNING hit_id`;
    const ids = (await client.query(take)).rows.map((row) => row.hit_id);
    if (ids.length > 0) {
      await failpoint("after-take");
      const add = "INSERT INTO hits (strategy, hit_id) SELECT 'queue-in-pg', unnest($1::text[])";
      await client.query(add, [ids]);
      await failpoint("before-commit");
    }
    await client.query("COMMIT");
    return ids.length;
  });
  if (moved > 0) await failpoint("after-commit");
  return moved;
}

export async function pending(): Promise<number> {
  const { rows } = await pool.query("SELECT count(*) FROM queue WHERE strategy = 'queue-in-pg'");
  return Number(rows[0].count);
}

export async function pendingIds(): Promise<string[]> {
  const { rows } = await pool.query("SELECT hit_id FROM queue WHERE strategy = 'queue-in-pg'");
  return rows.map((row) => row.hit_id);
}
