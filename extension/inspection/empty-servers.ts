import { removeKeys } from "../stack/connections/redis.ts";
import type { ServerAccess } from "./server-access.ts";

/** Zeroes what the lab's own strategies have left in Redis and PostgreSQL. Touches nothing else. */
export async function emptyServers(servers: ServerAccess, signal?: AbortSignal): Promise<void> {
  await servers.inRedis(async (client) => {
    await client.unlink("pending_hits");
    const { keyPrefix = "" } = client.options;
    await removeKeys(client, keyPrefix || "surge:");
  }, signal);
  signal?.throwIfAborted();
  await servers.query("UPDATE surge_lab.counter SET value = 0");
  await servers.query(
    "TRUNCATE surge_lab.slots, surge_lab.queue, surge_lab.hits, surge_lab.applied_batches, surge_lab.applied_hits",
  );
}
