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

/** The variables of compose.yaml, so that Redis has the same settings after a kill. */
export function durabilityVariables(durability: Durability): Record<string, string> {
  const { appendonly, appendfsync, save } = settingsOf[durability];
  return {
    SURGE_REDIS_APPENDONLY: appendonly,
    SURGE_REDIS_APPENDFSYNC: appendfsync,
    SURGE_REDIS_SAVE: save,
  };
}

/**
 * Changes how a running Redis keeps its data. The data is in memory, so the change loses nothing.
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
    // A snapshot that already exists may be old.
    if (durability === "rdb") await redis.save();
  } finally {
    redis.disconnect();
  }
}

/** Waits until files that Redis writes in the background are complete. */
async function written(redis: Pick<Redis, "info">): Promise<void> {
  const busy = /^(aof_rewrite_in_progress|aof_rewrite_scheduled|rdb_bgsave_in_progress):1/m;
  while (busy.test(await redis.info("persistence"))) await sleep(20);
}
