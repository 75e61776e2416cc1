import { execFile } from "node:child_process";
import { chmod, cp, lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** The user that PostgreSQL runs as. It refuses root, so root uses `postgres` or `nobody`. undefined: our own user. */
export async function postgresUser(): Promise<User | undefined> {
  if (process.platform === "win32" || process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  return { uid: 65_534, gid: 65_534 };
}

/** Where a run folder can be made that this user can enter. */
export async function temporaryFolder(user: User | undefined): Promise<string> {
  if (process.platform === "win32" || (!user && !(await confusesShell(tmpdir())))) return tmpdir();
  for (const folder of [tmpdir(), "/tmp", "/var/tmp"]) {
    if ((await everyoneMayEnter(folder)) && !(await confusesShell(folder))) return folder;
  }
  return tmpdir();
}

/** True for a path that a shell does not take literally even in double quotes. */
export async function confusesShell(path: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  return /["$`\\]/.test(await realpath(path).catch(() => path));
}

async function everyoneMayEnter(folder: string): Promise<boolean> {
  const { mode } = await stat(folder).catch(() => ({ mode: 0 }));
  if ((mode & 0o001) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || everyoneMayEnter(parent);
}

/** The folder of the programs: the one that is there, or a copy inside `folder` when the user cannot read it. */
export async function readableBinaries(bin: string, user: User | undefined, folder: string): Promise<string> {
  if (!user || (await canRun(join(bin, "postgres"), user))) return bin;
  return copyBinaries(bin, join(folder, "binaries"));
}

/** A copy that everyone can read. @returns its folder of programs */
export async function copyBinaries(bin: string, copy: string): Promise<string> {
  await cp(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  await allowEveryone(copy);
  return join(copy, "bin");
}

/** @param extra of its environment */
export async function canRun(
  program: string,
  user: User,
  extra: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const options = { ...user, cwd: "/", env: { ...process.env, ...extra } };
  return promisify(execFile)(program, ["--version"], options).then(
    () => true,
    () => false,
  );
}

export async function allowEveryone(path: string): Promise<void> {
  const { mode } = await lstat(path);
  await chmod(path, mode | 0o055);
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = join(entry.parentPath, entry.name);
    const { mode: had } = await lstat(file);
    await chmod(file, had | (entry.isDirectory() || had & 0o100 ? 0o055 : 0o044));
  }
}
