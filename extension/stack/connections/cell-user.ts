import { randomBytes } from "node:crypto";
import type { Cluster, Redis } from "ioredis";

/** The user of Redis cells. Cells that run at the same time have the same, so none may change its password. */
const cellUser = { name: "surge_cell", password: randomBytes(18).toString("hex") };

/**
 * Cells come from whoever wrote the notebook. Redis can load and write files as the account that it runs as, connect to
 * any address (REPLICAOF, MIGRATE) and listen on others (CONFIG SET bind). So cells have a user that may do anything to
 * the data, look at the server and deal with its clients, and nothing else. Scripts have the rights of whoever runs them.
 */
const rights = [
  ["reset", "on", "allkeys", "allchannels"],
  ["+@all", "-@admin", "-@dangerous"],
  ["+flushall", "+flushdb", "+info", "+keys", "+lastsave", "+role", "+sort", "+swapdb"],
  ["+bgrewriteaof", "+bgsave", "+client", "+config|get", "+latency", "+save", "+slowlog"],
].flat();

/** The connection has only the rights of cells from now on. The user is made each time: a restart forgets it. */
export async function becomeCellUser(redis: Redis | Cluster): Promise<void> {
  const { name, password } = cellUser;
  await redis.call("ACL", "SETUSER", name, ...rights, `>${password}`);
  await redis.call("AUTH", name, password);
}
