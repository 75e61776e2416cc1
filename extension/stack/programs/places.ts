import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathFolders, withUsualFolders } from "./program-path.ts";

/** Where programs are looked for, and with which environment helpers such as npm run. */
export interface Places {
  readonly env: NodeJS.ProcessEnv;
  /** Programs that came with the extension, where it was packed for machines without a network (`npm run bundle`). */
  readonly bundledFolder: string;
  /** Folders in which packages may be installed, nearest first. */
  readonly packageFolders: readonly string[];
  /** Folders with PostgreSQL's own programs. */
  readonly postgresFolders: readonly string[];
  /** Folders with redis-server or valkey-server, apart from those on PATH. */
  readonly redisFolders: readonly string[];
  /** Folders with pgbouncer, apart from those on PATH. */
  readonly pgbouncerFolders: readonly string[];
}

/** The usual places of this machine. @param distFolder a checkout has its node_modules next to it or above it */
export async function usualPlaces(distFolder: string): Promise<Places> {
  const env = withUsualFolders(process.env);
  const bundledFolder = join(distFolder, "..", "programs");
  return {
    env,
    bundledFolder,
    packageFolders: [bundledFolder, ...ancestorsOf(distFolder).map((folder) => join(folder, "node_modules"))],
    postgresFolders: [...pathFolders(env), ...(await installedPostgres(env))],
    redisFolders: ["/opt/homebrew/opt/redis/bin", "/usr/local/opt/redis/bin", "/opt/homebrew/opt/valkey/bin"],
    pgbouncerFolders: ["/usr/sbin", "/opt/homebrew/opt/pgbouncer/bin", "/usr/local/opt/pgbouncer/bin"],
  };
}

function ancestorsOf(folder: string): string[] {
  const parent = join(folder, "..");
  return parent === folder ? [folder] : [folder, ...ancestorsOf(parent)];
}

/** Installers use a separate folder for each major version. */
async function installedPostgres(env: NodeJS.ProcessEnv): Promise<string[]> {
  const parents: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    linux: ["/usr/lib/postgresql", "/opt/postgresql"],
    darwin: [
      "/opt/homebrew/opt",
      "/usr/local/opt",
      "/Library/PostgreSQL",
      "/Applications/Postgres.app/Contents/Versions",
    ],
    win32: [join(env.ProgramFiles ?? "C:\\Program Files", "PostgreSQL")],
  };
  const folders: string[] = [];
  for (const parent of parents[process.platform] ?? []) {
    const names = await readdir(parent).catch(() => []);
    const versions = names.filter((name) => /^(postgresql(@\d+)?|[\d.]+|latest)$/.test(name));
    // The newest first.
    versions.sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
    folders.push(...versions.map((name) => join(parent, name, "bin")));
  }
  // Fedora, Arch, Alpine and others.
  return process.platform === "linux" ? [...folders, "/usr/pgsql-17/bin", "/usr/pgsql-16/bin"] : folders;
}
