import { redis, withConnection } from "../connections.ts";

export const about = {
  en: "Exercise 5: a list of events instead of a counter.",
  ru: "Упражнение 5: список событий вместо счётчика.",
};

/** Each hit is stored under its id, as a row of the table `hits`. */
export const storesIds = true;

const events = "surge:yours:events";

export async function hit(id: string): Promise<void> {
  await redis.lpush(events, id);
}

export async function process(): Promise<number> {
  const ids = await redis.lrange(events, 0, -1);
  if (ids.length === 0) return 0;
  await withConnection(async (client) => {
    await client.query("BEGIN");
    const store = "INSERT INTO hits (strategy, hit_id) SELECT 'yours', unnest($1::text[])";
    await client.query(store, [ids]);
    await client.query("COMMIT");
  });
  await redis.del(events);
  return ids.length;
}

export async function pending(): Promise<number> {
  return redis.llen(events);
}

export async function pendingIds(): Promise<string[]> {
  return redis.lrange(events, 0, -1);
}
