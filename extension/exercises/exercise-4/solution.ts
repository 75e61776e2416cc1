import { randomUUID } from "node:crypto";
import { pool, redis, withConnection } from "../connections.ts";
import { failpoint } from "../failpoint.ts";

export const about = {
  en: "Exercise 4: a batch is set aside under an id, and PostgreSQL remembers which ids it has counted.",
  ru: "Упражнение 4: пачку откладывают под идентификатором, а PostgreSQL помнит, какие уже посчитал.",
};

const pendingHits = "surge:yours:pending";
const aside = "surge:yours:batch:"; // followed by the id of the batch
const batches = "surge:yours:batches"; // the ids of the batches that are not done

export async function hit(): Promise<void> {
  await redis.incr(pendingHits);
}

/** Nothing is taken out before it is certainly counted: what a dead worker has left is found in `batches`. */
export async function process(): Promise<number> {
  const setAside = `
    if redis.call('EXISTS', KEYS[1]) == 0 then return end
    redis.call('RENAME', KEYS[1], KEYS[2])
    redis.call('SADD', KEYS[3], ARGV[1])`;
  const id = randomUUID();
  await redis.eval(setAside, 3, pendingHits, aside + id, batches, id);
  let processed = 0;
  for (const each of await redis.smembers(batches)) processed += await count(each);
  return processed;
}

async function count(id: string): Promise<number> {
  const hits = Number(await redis.get(aside + id));
  await failpoint("after-take");
  const added = await withConnection(async (client) => {
    await client.query("BEGIN");
    // In the transaction that counts: a batch is counted and remembered, or neither.
    const remember = "INSERT INTO applied_batches (id) VALUES ($1) ON CONFLICT DO NOTHING";
    const isNew = (await client.query(remember, [id])).rowCount === 1;
    if (isNew) await client.query("UPDATE counter SET value = value + $1 WHERE strategy = 'yours'", [hits]);
    await client.query("COMMIT");
    return isNew;
  });
  await failpoint("after-commit");
  await redis
    .multi()
    .del(aside + id)
    .srem(batches, id)
    .exec();
  return added ? hits : 0;
}

export async function pending(): Promise<number> {
  let waiting = Number(await redis.get(pendingHits));
  for (const id of await redis.smembers(batches)) {
    const { rowCount } = await pool.query("SELECT FROM applied_batches WHERE id = $1", [id]);
    if (rowCount === 0) waiting += Number(await redis.get(aside + id));
  }
  return waiting;
}
