import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ServerBinaries } from "../engines/engine.ts";
import { AptPackages } from "./apt.ts";
import { type Download, type Request, words } from "./download.ts";
import { programError } from "./errors.ts";
import type { Places } from "./places.ts";
import { findProgram, pathFolders } from "./program-path.ts";
import { inTenths } from "./received.ts";
import { runProgram } from "./run-program.ts";
import { makeFolder } from "./storage.ts";

export type RedisBinaries = Pick<ServerBinaries, "redisServer" | "redisEnv">;

/** About; more where a distribution's list of packages is longer. */
const megabytes = 15;

const programs = ["redis-server", "valkey-server"];

/** Redis or Valkey of the system, else unpacked before; undefined when there is none. */
export async function findRedis(request: Request, places: Places): Promise<RedisBinaries | undefined> {
  const { storageFolder, signal } = request;
  for (const name of programs) {
    const redisServer = await findProgram(name, [...pathFolders(places.env), ...places.redisFolders]);
    const binaries = redisServer === undefined ? undefined : { redisServer, redisEnv: {} };
    if (binaries && (await troubleOf(binaries, signal)) === undefined) return binaries;
  }
  const unpacked = await redisIn(join(storageFolder, await folderName()));
  return unpacked && (await troubleOf(unpacked, signal)) === undefined ? unpacked : undefined;
}

/** @throws LabError `redis-missing` on a system without packages that could be unpacked */
export async function redisDownload(request: Request, places: Places): Promise<Download<RedisBinaries>> {
  const apt = await AptPackages.find(places.env, request.signal);
  if (!apt) throw programError("redis-missing");
  return {
    what: words(({ redis }) => redis(megabytes)),
    fetch: () => fetchRedis(apt, request),
  };
}

async function fetchRedis(
  apt: AptPackages,
  { storageFolder, signal, progress }: Request,
): Promise<RedisBinaries> {
  const name = await folderName();
  const show = inTenths(megabytes * 1e6, (percent) =>
    progress({ text: words(({ fetchingRedis }) => fetchingRedis(megabytes, percent)) }),
  );
  // The size is known only about: it is never said that all has arrived while more does.
  const received = (bytes: number) => show(Math.min(bytes, megabytes * 0.9e6));
  const folder = await makeFolder(storageFolder, name, async (temporary) => {
    const missing = async () => {
      const binaries = await redisIn(temporary);
      return binaries === undefined ? [] : missingLibraries(binaries, signal);
    };
    await apt.unpack(temporary, ["redis-tools", "redis-server"], missing, received);
    const binaries = await redisIn(temporary);
    const trouble = binaries ? await troubleOf(binaries, signal) : "there is no redis-server in it";
    if (trouble !== undefined) {
      throw programError("programs-do-not-run", { name: "Redis", folder: storageFolder, reason: trouble });
    }
  });
  const binaries = await redisIn(folder);
  if (!binaries) throw programError("redis-missing");
  return binaries;
}

/** Packages are of one release of a distribution: a home folder may be shared by machines of several. */
async function folderName(): Promise<string> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const [id = "", version = ""] = ["ID", "VERSION_ID"].map(
    (key) => new RegExp(`^${key}="?([\\w.]+)`, "m").exec(release)?.[1],
  );
  return ["redis", id, version, process.arch].filter((word) => word !== "").join("-");
}

async function redisIn(folder: string): Promise<RedisBinaries | undefined> {
  const redisServer = await findProgram("redis-server", [join(folder, "usr", "bin")]);
  if (redisServer === undefined) return undefined;
  const libraries = await libraryFolders(folder);
  return { redisServer, redisEnv: libraries.length === 0 ? {} : { LD_LIBRARY_PATH: libraries.join(":") } };
}

/** Why it does not run; undefined when it does. */
async function troubleOf(
  { redisServer, redisEnv }: RedisBinaries,
  signal: AbortSignal,
): Promise<string | undefined> {
  const result = await runProgram(redisServer, ["--version"], {
    signal,
    timeout: 10_000,
    env: { ...process.env, ...redisEnv },
  }).catch((error: unknown) => ({ code: null, stdout: "", stderr: String(error) }));
  signal.throwIfAborted();
  const runs = result.code === 0 && /(Redis|Valkey) server v=/i.test(result.stdout);
  return runs ? undefined : result.stderr.trim() || result.stdout.trim() || "it says nothing";
}

/** The libraries that the dynamic linker cannot find: `liblzf.so.1`. */
async function missingLibraries(
  { redisServer, redisEnv }: RedisBinaries,
  signal: AbortSignal,
): Promise<string[]> {
  const { stdout } = await runProgram("ldd", [redisServer], { signal, env: { ...process.env, ...redisEnv } });
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name = ""]) => name);
}

/** The folders below an unpacked package that hold shared libraries. */
async function libraryFolders(folder: string): Promise<string[]> {
  const found = new Set<string>();
  for (const top of [join("usr", "lib"), "lib"]) {
    const names = await readdir(join(folder, top), { recursive: true }).catch(() => []);
    for (const name of names) {
      if (/\.so(\.\d+)*$/.test(name)) found.add(dirname(join(folder, top, name)));
    }
  }
  return [...found].sort();
}
