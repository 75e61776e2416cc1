import type { ServerAccess } from "./server-access.ts";

/** Per second. */
export interface ServerSpeeds {
  /** Transactions of PostgreSQL, one after the other, each flushed. */
  readonly flush: number;
  /** INCRs of Redis, in batches. */
  readonly incr: number;
}

/** How long each is measured, milliseconds. */
const during = 150;

/** Leaves nothing behind: a message in the log of changes that nobody reads, and a key that is removed. */
export async function measureServers(servers: ServerAccess): Promise<ServerSpeeds> {
  return { flush: await flushes(servers), incr: await increments(servers) };
}

/** Within the server, so that neither the network nor a table counts. */
const flushing = `DO $$
DECLARE
  begun timestamptz := clock_timestamp();
  flushed int := 0;
  took interval;
BEGIN
  LOOP
    PERFORM pg_logical_emit_message(true, 'surge-lab', '');
    COMMIT;
    flushed := flushed + 1;
    took := clock_timestamp() - begun;
    EXIT WHEN took > interval '${during} ms';
  END LOOP;
  PERFORM set_config('surge.flushes', (flushed / extract(epoch FROM took))::text, false);
END $$`;

function flushes(servers: ServerAccess): Promise<number> {
  return servers.asAdmin(async (client) => {
    await client.query(flushing);
    const { rows } = await client.query<{ flushes: string }>(
      "SELECT current_setting('surge.flushes') AS flushes",
    );
    return Number(rows[0]?.flushes);
  });
}

const key = "surge:speed";
const batch = 200;

function increments(servers: ServerAccess): Promise<number> {
  return servers.inRedis(async (client) => {
    const begun = performance.now();
    let done = 0;
    while (performance.now() - begun < during) {
      const pipeline = client.pipeline();
      for (let n = 0; n < batch; n += 1) pipeline.incr(key);
      await pipeline.exec();
      done += batch;
    }
    const ms = performance.now() - begun;
    await client.unlink(key);
    return (done / ms) * 1000;
  }, servers.signal);
}
