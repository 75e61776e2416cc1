import { Redis } from "ioredis";
import pg from "pg";
import { startPostgres, startRedis } from "./servers.ts";

export type WatchedServers = Awaited<ReturnType<typeof startWatchedServers>>;

/** PostgreSQL and Redis, and a client of each that stays open: in a crowd even a superuser may be turned away. */
export async function startWatchedServers() {
  const [postgres, redisServer] = await Promise.all([startPostgres(), startRedis()]);
  const admin = new pg.Client(postgres.url);
  await admin.connect();
  const redis = new Redis(redisServer.url, { retryStrategy: () => 50 });
  redis.on("error", () => {});
  return {
    postgres,
    redisServer,
    admin,
    redis,
    /** No hit is left in them. */
    async empty(): Promise<void> {
      await admin.query(
        "UPDATE counter SET value = 0; TRUNCATE slots, queue, hits, applied_batches, applied_hits",
      );
      await redis.flushall();
    },
    async remove(): Promise<void> {
      redis.disconnect();
      await admin.end();
      await Promise.all([postgres.remove(), redisServer.remove()]);
    },
  };
}
