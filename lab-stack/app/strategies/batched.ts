import { randomUUID } from "node:crypto";
import { pool, redis, withConnection } from "../connections.ts";
import { failpoint } from "../failpoint.ts";

export const about = {
  en: "Redis counts the hit; “process” moves the count aside under a name of its own and adds it exactly once.",
  ru: "Запрос считает Redis; «process» откладывает счёт под отдельным именем и прибавляет его ровно один раз.",
};

const counting = "surge:batched:pending";
const aside = "surge:batched:batch:"; // followed by the batch id
const batches = "surge:batched:batches"; // the ids of the batches that were moved aside

export async function hit(): Promise<void> {
  await redis.incr(counting);
}

export async function process(): Promise<number> {
  // Redis runs a script atomically: a hit is counted either before it, or in a new count after it.
  const moveAside = `
    if redis.call('EXISTS', KEYS[1]) == 0 then return end
    redis.call('RENAME', KEYS[1], KEYS[2])
    redis.call('SADD', KEYS[3], ARGV[1])`;
  const id = randomUUID();
  await redis.eval(moveAside, 3, counting, aside + id, batches, id);

  // Usually that is the only batch. After a crash, the unfinished batches are found here as well.
  let processed = 0;
  for (const each of await redis.smembers(batches)) processed += await apply(each);
  return processed;
}

async function apply(id: string): Promise<number> {
  const count = Number(await redis.get(aside + id));
  await failpoint("after-take");
  const added = await withConnection(async (client) => {
    // The new count and the record that this batch was added are committed together, or not at all.
    await client.query("BEGIN");
    const remember = "INSERT INTO applied_batches (id) VALUES ($1) ON CONFLICT DO NOTHING";
    const isNew = (await client.query(remember, [id])).rowCount === 1;
    // Not new? Then another worker has already added it, or one that crashed after its COMMIT.
    const add = "UPDATE counter SET value = value + $1 WHERE strategy = 'batched'";
    if (isNew) await client.query(add, [count]);
    await failpoint("before-commit");
    await client.query("COMMIT");
    return isNew;
  });
  await failpoint("after-commit");
  await redis.del(aside + id);
  await redis.srem(batches, id);
  return added ? count : 0;
}

export async function pending(): Promise<number> {
  let count = Number(await redis.get(counting));
  for (const id of await redis.smembers(batches)) {
    const { rowCount } = await pool.query("SELECT FROM applied_batches WHERE id = $1", [id]);
    if (rowCount === 0) count += Number(await redis.get(aside + id));
  }
  return count;
}
