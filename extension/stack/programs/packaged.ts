import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PackagedProgram } from "../engines/engine.ts";
import type { AptPackages } from "./apt.ts";
import { type Request, words } from "./download.ts";
import { programError } from "./errors.ts";
import { findProgram } from "./program-path.ts";
import { inTenths } from "./received.ts";
import { runProgram } from "./run-program.ts";
import { makeFolder } from "./storage.ts";

/** A server that packages of Debian and Ubuntu have, from which it can be unpacked without being installed. */
export interface ServerPackage {
  readonly title: string;
  /** Its program in those packages. */
  readonly program: string;
  /** The one with the program last. */
  readonly packages: readonly string[];
  /** What it says to `--version`. */
  readonly greeting: RegExp;
  /** What a download receives, about; more where a distribution's list of packages is longer. */
  readonly megabytes: number;
}

/** Where a server may be: as a program of the system, or unpacked from packages in a folder of this one. */
interface Whereabouts {
  readonly names: readonly string[];
  readonly folders: readonly string[];
  readonly bundledFolder: string;
}

/** The first of these that runs; undefined when none does. */
export async function findPackaged(
  server: ServerPackage,
  { names, folders, bundledFolder }: Whereabouts,
  { storageFolder, signal }: Request,
): Promise<PackagedProgram | undefined> {
  for (const name of names) {
    const command = await findProgram(name, folders);
    const installed = command === undefined ? undefined : { command, env: {} };
    if (installed && (await troubleOf(server, installed, signal)) === undefined) return installed;
  }
  const fetched = join(storageFolder, await folderName(server));
  // Another release's may run here, too: whether it does is asked of the program itself.
  for (const folder of [fetched, ...(await bundledIn(bundledFolder, server))]) {
    const unpacked = await unpackedIn(server, folder);
    if (unpacked && (await troubleOf(server, unpacked, signal)) === undefined) return unpacked;
  }
  return undefined;
}

async function bundledIn(folder: string, { title }: ServerPackage): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => name.startsWith(`${title.toLowerCase()}-`));
  return own.map((name) => join(folder, name));
}

/** @throws LabError `programs-do-not-run`, `download-failed` and others; AbortError */
export async function fetchPackaged(
  server: ServerPackage,
  apt: AptPackages,
  { storageFolder, signal, progress }: Request,
): Promise<PackagedProgram> {
  const { title, packages, program, megabytes } = server;
  const show = inTenths(megabytes * 1e6, (percent) =>
    progress({ text: words(({ fetchingServer }) => fetchingServer(title, megabytes, percent)) }),
  );
  // The size is known only about: it is never said that all has arrived while more does.
  const received = (bytes: number) => show(Math.min(bytes, megabytes * 0.9e6));
  const folder = await makeFolder(storageFolder, await folderName(server), async (temporary) => {
    const missing = async () => {
      const unpacked = await unpackedIn(server, temporary);
      return unpacked === undefined ? [] : missingLibraries(unpacked, signal);
    };
    await apt.unpack(temporary, packages, missing, received);
    const unpacked = await unpackedIn(server, temporary);
    const trouble = unpacked ? await troubleOf(server, unpacked, signal) : `there is no ${program} in it`;
    if (trouble !== undefined) {
      throw programError("programs-do-not-run", { name: title, folder: storageFolder, reason: trouble });
    }
  });
  const unpacked = await unpackedIn(server, folder);
  if (!unpacked) throw new Error(`${folder} was just made, and has no ${program}.`);
  return unpacked;
}

/** Packages are of one release of a distribution: a home folder may be shared by machines of several. */
async function folderName({ title }: ServerPackage): Promise<string> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const [id = "", version = ""] = ["ID", "VERSION_ID"].map(
    (key) => new RegExp(`^${key}="?([\\w.]+)`, "m").exec(release)?.[1],
  );
  return [title.toLowerCase(), id, version, process.arch].filter((word) => word !== "").join("-");
}

/** The program in the folder of an unpacked package, or in a copy of that folder. */
export async function unpackedIn(
  { program }: Pick<ServerPackage, "program">,
  folder: string,
): Promise<PackagedProgram | undefined> {
  const command = await findProgram(program, [join(folder, "usr", "bin"), join(folder, "usr", "sbin")]);
  if (command === undefined) return undefined;
  const libraries = await libraryFolders(folder);
  return { command, env: libraries.length === 0 ? {} : { LD_LIBRARY_PATH: libraries.join(":") }, folder };
}

/** Why it does not run; undefined when it does. */
async function troubleOf(
  { greeting }: ServerPackage,
  { command, env }: PackagedProgram,
  signal: AbortSignal,
): Promise<string | undefined> {
  const result = await runProgram(command, ["--version"], {
    signal,
    timeout: 10_000,
    env: { ...process.env, ...env },
  }).catch((error: unknown) => ({ code: null, stdout: "", stderr: String(error) }));
  signal.throwIfAborted();
  const runs = result.code === 0 && greeting.test(result.stdout);
  return runs ? undefined : result.stderr.trim() || result.stdout.trim() || "it says nothing";
}

/** The libraries that the dynamic linker cannot find: `liblzf.so.1`. */
async function missingLibraries({ command, env }: PackagedProgram, signal: AbortSignal): Promise<string[]> {
  const { stdout } = await runProgram("ldd", [command], { signal, env: { ...process.env, ...env } });
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
