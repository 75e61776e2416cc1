import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import { connectToRedis } from "./connections/redis.ts";
import type { Durability } from "./stack.ts";

interface Settings {
  readonly appendonly: "yes" | "no";
  readonly appendfsync: "everysec" | "always";
  readonly save: string;
}

/** Redis's own: after an hour with one change, five minutes with 100, or one minute with 10,000. */
const snapshots = "3600 1 300 100 60 10000";

const settingsOf: Readonly<Record<Durability, Settings>> = {
  none: { appendonly: "no", appendfsync: "everysec", save: "" },
  rdb: { appendonly: "no", appendfsync: "everysec", save: snapshots },
  "aof-everysec": { appendonly: "yes", appendfsync: "everysec", save: snapshots },
  "aof-always": { appendonly: "yes", appendfsync: "always", save: snapshots },
};

/** What compose.yaml asks for, so that Redis comes back from a kill with the same. */
export function durabilityVariables(durability: Durability): Record<string, string> {
  const { appendonly, appendfsync, save } = settingsOf[durability];
  return {
    SURGE_REDIS_APPENDONLY: appendonly,
    SURGE_REDIS_APPENDFSYNC: appendfsync,
    SURGE_REDIS_SAVE: save,
  };
}

/**
 * Tells a running Redis how to keep its data, which it has in memory still: nothing is lost by the change.
 * @param removeSnapshot removes dump.rdb; without persistence a restart would read an old one
 */
export async function setDurability(
  endpoint: string,
  durability: Durability,
  removeSnapshot: () => Promise<void>,
): Promise<void> {
  const { appendonly, appendfsync, save } = settingsOf[durability];
  const redis = await connectToRedis(endpoint);
  try {
    await redis.config("SET", "save", save);
    await redis.config("SET", "appendfsync", appendfsync);
    await redis.config("SET", "appendonly", appendonly);
    await written(redis);
    if (durability === "none") await removeSnapshot();
    // The file that may be there is as old as the last change.
    if (durability === "rdb") await redis.save();
  } finally {
    redis.disconnect();
  }
}

/** A file that is begun in the background is whole. */
async function written(redis: Pick<Redis, "info">): Promise<void> {
  const busy = /^(aof_rewrite_in_progress|aof_rewrite_scheduled|rdb_bgsave_in_progress):1/m;
  while (busy.test(await redis.info("persistence"))) await sleep(20);
}
