import type { ServerBinaries } from "../engines/engine.ts";
import { AptPackages } from "./apt.ts";
import { type Download, type Request, words } from "./download.ts";
import { programError } from "./errors.ts";
import { fetchPackaged, findPackaged, type ServerPackage } from "./packaged.ts";
import type { Places } from "./places.ts";
import { pathFolders } from "./program-path.ts";

export type RedisBinaries = Pick<ServerBinaries, "redisServer" | "redisEnv">;

export const redis: ServerPackage = {
  title: "Redis",
  program: "redis-server",
  packages: ["redis-tools", "redis-server"],
  greeting: /(Redis|Valkey) server v=/i,
  megabytes: 15,
};

/** Redis or Valkey of the system, else unpacked before; undefined when there is none. */
export async function findRedis(request: Request, places: Places): Promise<RedisBinaries | undefined> {
  const names = ["redis-server", "valkey-server"];
  const { bundledFolder } = places;
  const folders = [...pathFolders(places.env), ...places.redisFolders];
  const found = await findPackaged(redis, { names, folders, bundledFolder }, request);
  return found && { redisServer: found.command, redisEnv: found.env };
}

/** @throws LabError `redis-missing` on a system without packages that could be unpacked */
export async function redisDownload(request: Request, places: Places): Promise<Download<RedisBinaries>> {
  const apt = await AptPackages.find(places.env, request.signal);
  if (!apt) throw programError("redis-missing");
  return {
    what: words(({ server }) => server(redis.title, redis.program, redis.megabytes)),
    fetch: async () => {
      const { command, env } = await fetchPackaged(redis, apt, request);
      return { redisServer: command, redisEnv: env };
    },
  };
}
