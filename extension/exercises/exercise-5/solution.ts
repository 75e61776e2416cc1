import { redis, withConnection } from "../connections.ts";

export const about = {
  en: "Exercise 5: a stream of events, stored oldest first by one worker at a time, and then removed by name.",
  ru: "Упражнение 5: поток событий; их сохраняют по порядку, по одному обработчику за раз, и удаляют поимённо.",
};

export const storesIds = true;

const events = "surge:yours:stream";

export async function hit(id: string): Promise<void> {
  await redis.xadd(events, "*", "hit", id);
}

/** Oldest first, a batch at a time. An event leaves the stream only after it is stored, under its own number. */
export async function process(): Promise<number> {
  const batch = await read(1_000);
  if (batch.length === 0) return 0;
  const added = await withConnection(async (client) => {
    await client.query("BEGIN");
    // One worker at a time, or the second batch might be stored before the first.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('yours'))");
    // An event that another worker has stored meanwhile is known by its id.
    const store = `
      WITH events AS (SELECT * FROM unnest($1::text[]) WITH ORDINALITY AS event (hit_id, place)),
      new AS (
        INSERT INTO applied_hits (strategy, hit_id) SELECT 'yours', hit_id FROM events
        ON CONFLICT DO NOTHING RETURNING hit_id)
      INSERT INTO hits (strategy, hit_id) SELECT 'yours', hit_id FROM events JOIN new USING (hit_id) ORDER BY place`;
    const { rowCount } = await client.query(store, [batch.map(({ id }) => id)]);
    await client.query("COMMIT");
    return rowCount ?? 0;
  });
  await redis.xdel(events, ...batch.map(({ entry }) => entry));
  return added;
}

async function read(most: number): Promise<{ readonly entry: string; readonly id: string }[]> {
  const entries = await redis.xrange(events, "-", "+", "COUNT", most);
  return entries.map(([entry, fields]) => ({ entry, id: fields[1] ?? "" }));
}

export async function pending(): Promise<number> {
  return redis.xlen(events);
}

export async function pendingIds(): Promise<string[]> {
  return (await read(1_000_000)).map(({ id }) => id);
}
