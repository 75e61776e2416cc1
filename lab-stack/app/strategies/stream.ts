import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { pool, redis, withConnection } from "../connections.ts";
import { failpoint } from "../failpoint.ts";

export const about = {
  en: "A hit is an entry in a Redis Stream; workers of one group store the entries in batches, each hit once.",
  ru: "Запрос — запись в Redis Stream; обработчики одной группы сохраняют записи пачками, каждый запрос один раз.",
};

export const storesIds = true;

const stream = "surge:stream:hits";
const group = "workers";
const worker = randomUUID();
const abandonedAfter = 1_000; // milliseconds without an acknowledgement: its worker is considered dead

interface Entry {
  readonly entryId: string;
  readonly hitId: string;
}

export async function hit(id: string): Promise<void> {
  await redis.xadd(stream, "*", "hit", id);
}

/** Runs until the stream is empty, but for at most three seconds, because the caller is waiting. */
export async function process(): Promise<number> {
  await ensureGroup();
  let processed = 0;
  for (const end = performance.now() + 3_000; performance.now() < end && (await redis.xlen(stream)) > 0; ) {
    const batch = await take();
    if (batch.length > 0) processed += await store(batch);
    else await sleep(100); // other workers hold the rest: they will acknowledge it soon, or it can be claimed
  }
  return processed;
}

/** Takes what a dead worker left behind, otherwise new entries. The group tracks who holds which entry. */
async function take(): Promise<Entry[]> {
  for (let from = "0-0"; ; ) {
    const [next, abandoned] = await redis.xautoclaim(
      stream,
      group,
      worker,
      abandonedAfter,
      from,
      "COUNT",
      1_000,
    );
    const left = entriesIn(abandoned);
    if (left.length > 0) return left;
    if (next === "0-0") break;
    from = String(next); // Redis 6.2 also counts entries that were trimmed: live ones may follow
  }
  const read = await redis.xreadgroup("GROUP", group, worker, "COUNT", 1_000, "STREAMS", stream, ">");
  return entriesIn(read?.[0]?.[1] ?? []);
}

async function store(batch: readonly Entry[]): Promise<number> {
  await failpoint("after-take");
  const added = await withConnection(async (client) => {
    await client.query("BEGIN");
    // A hit that was already stored, by a worker that died before its acknowledgement, is recognised and skipped.
    const add = `
      WITH new AS (
        INSERT INTO applied_hits (strategy, hit_id) SELECT 'stream', unnest($1::text[]) ORDER BY 2
        ON CONFLICT DO NOTHING RETURNING strategy, hit_id)
      INSERT INTO hits (strategy, hit_id) SELECT strategy, hit_id FROM new`;
    const { rowCount } = await client.query(add, [batch.map(({ hitId }) => hitId)]);
    await failpoint("before-commit");
    await client.query("COMMIT");
    return rowCount ?? 0;
  });
  await failpoint("after-commit");
  const entryIds = batch.map(({ entryId }) => entryId);
  await redis
    .multi()
    .xack(stream, group, ...entryIds)
    .xdel(stream, ...entryIds)
    .exec();
  return added;
}

async function ensureGroup(): Promise<void> {
  await redis.xgroup("CREATE", stream, group, "0", "MKSTREAM").catch((error: Error) => {
    if (!error.message.startsWith("BUSYGROUP")) throw error; // it already exists
  });
}

/** Redis answers with pairs: the id of an entry, and the list of its fields and values. */
function entriesIn(answer: unknown): Entry[] {
  // The documented reply of XAUTOCLAIM and XREADGROUP, which ioredis types as unknown.
  const pairs = answer as readonly (readonly [id: string, fields: readonly string[]] | null)[];
  // Redis 6.2 returns null for an entry that was trimmed.
  return pairs.flatMap((pair) => (pair ? [{ entryId: pair[0], hitId: pair[1][1] ?? "" }] : []));
}

/** The entries in the stream, without those that a worker has stored but not yet acknowledged. */
export async function pending(): Promise<number> {
  const length = await redis.xlen(stream);
  if (length === 0) return 0;
  await ensureGroup();
  const [taken, first, last] = await redis.xpending(stream, group);
  if (taken === 0) return length;
  const entries = entriesIn(await redis.xrange(stream, String(first), String(last)));
  const stored = "SELECT count(*) FROM applied_hits WHERE strategy = 'stream' AND hit_id = ANY ($1)";
  const { rows } = await pool.query(stored, [entries.map(({ hitId }) => hitId)]);
  return length - Number(rows[0].count);
}

export async function pendingIds(): Promise<string[]> {
  const ids: string[] = [];
  for (let from = "-"; ; ) {
    const page = entriesIn(await redis.xrange(stream, from, "+", "COUNT", 10_000));
    const last = page.at(-1);
    if (last === undefined) return ids;
    ids.push(...page.map(({ hitId }) => hitId));
    from = `(${last.entryId}`;
  }
}
