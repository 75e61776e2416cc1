import { randomBytes } from "node:crypto";
import { chownSync, closeSync, fchownSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { chown, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { setImmediate as others } from "node:timers/promises";
import { promisify } from "node:util";
import { deserialize, serialize } from "node:v8";
import { gunzip, gzip } from "node:zlib";
import { sha256 } from "../../../common/sha256.ts";
import { makeFolder } from "../../programs/storage.ts";
import { serverDidNotStart } from "../../start-trouble.ts";
import { cleanEnvironment } from "./environment.ts";
import type { Processes } from "./processes.ts";
import { confusesShell, copyBinaries, type User } from "./unprivileged.ts";

export interface ClusterOptions {
  /** The folder of the programs, and one of the same programs that `user` can read. */
  readonly bin: string;
  readonly readableBin: string;
  /** The folder of `user` in which the cluster is made. */
  readonly home: string;
  readonly user: User | undefined;
  readonly storageFolder: string;
  readonly processes: Pick<Processes, "start">;
  /** After a cancel, `processes` start nothing any more. */
  readonly signal: AbortSignal;
}

/** What initdb makes. One compressed file keeps it: its checksum gives away a file that was not written to its end. */
interface Cluster {
  /** Of its superuser, until the start that uses the cluster sets another one. */
  readonly password: string;
  /** A folder stands before what is in it. */
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly path: string;
  /** None for a folder. Half of all bytes are zeros at the end of a file, which need not be kept. */
  readonly content?: { readonly beginning: Uint8Array; readonly size: number };
}

const initdbWords = [
  "--no-sync",
  "--no-instructions",
  "--auth=scram-sha-256",
  "--username=surge_admin",
].concat(["--encoding=UTF8", "--locale=C"]);

interface MadeCluster {
  /** Of the superuser surge_admin. Every cluster has the same, so it must be changed. */
  readonly password: string;
  /** Resolves when the storage has the cluster, or cannot have it. PostgreSQL may start before. */
  readonly kept: Promise<unknown>;
}

/**
 * Makes a new database cluster in `home/data`. initdb takes more than half of a start and makes the same each time:
 * so it runs once for each PostgreSQL, and the storage keeps what it made.
 */
export async function makeCluster(options: ClusterOptions): Promise<MadeCluster> {
  const { storageFolder, home } = options;
  const data = join(home, "data");
  const name = await nameFor(options);
  try {
    const password = await unpack(join(storageFolder, name, file), data, options);
    return { password, kept: Promise.resolve() };
  } catch {
    // There is none, it cannot be used, or the start was cancelled.
    await rm(data, { recursive: true, force: true });
  }
  const password = randomBytes(18).toString("hex");
  await initdb(options, data, password);
  // When it cannot be kept, the next start takes as long as this one.
  const kept = keep({ password, entries: await entriesOf(data) }, storageFolder, name).catch(() => undefined);
  return { password, kept };
}

const programFile = process.platform === "win32" ? "postgres.exe" : "postgres";
const file = "cluster.gz";
/** Another one whenever what is kept gets another form. */
const form = 2;

/**
 * PostgreSQL kills its own children where they have not ended after 5 s, and initdb waits for the server that it has
 * started. Killed before that, either would leave them behind for a moment. Milliseconds.
 */
export const postgresEndsWithin = 8_000;

/** Another build of PostgreSQL may not be able to read it. */
async function nameFor({ bin }: ClusterOptions): Promise<string> {
  // Where there is no such program, initdb will say so.
  const { size, mtimeMs } = await stat(join(bin, programFile)).catch(() => ({ size: 0, mtimeMs: 0 }));
  const key = JSON.stringify([form, process.arch, bin, size, mtimeMs, initdbWords]);
  return `postgres-cluster-${sha256(key).slice(0, 16)}`;
}

async function initdb(
  { readableBin, home, user, processes }: ClusterOptions,
  data: string,
  password: string,
): Promise<void> {
  const passwordFile = join(home, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  // initdb starts postgres by a shell, in double quotes.
  const copy = (await confusesShell(readableBin)) ? join(home, "initdb") : undefined;
  const bin = copy === undefined ? readableBin : await copyBinaries(readableBin, copy);
  const server = processes.start({
    service: "postgres",
    command: join(bin, "initdb"),
    args: [...initdbWords, `--pwfile=${passwordFile}`, "-D", data],
    cwd: home,
    // UTC, as in the image that Compose runs; initdb would else take the time zone of the machine.
    env: cleanEnvironment({ LC_ALL: "C", TZ: "UTC" }),
    user,
    endsWithin: postgresEndsWithin,
  });
  const how = await server.ended;
  if (how !== "exit code 0") throw serverDidNotStart("postgres", `initdb: ${how}`, server.log.lines);
  await rm(passwordFile);
  if (copy !== undefined) await rm(copy, { recursive: true });
}

async function entriesOf(data: string): Promise<readonly Entry[]> {
  // The three databases have the same files. One object for all is kept once.
  const contents = new Map<string, Entry["content"]>();
  const contentOf = async (path: string) => {
    const bytes = await readFile(path);
    const key = sha256(bytes);
    const content = contents.get(key) ?? { beginning: withoutZeros(bytes), size: bytes.length };
    contents.set(key, content);
    return content;
  };
  const entries: Entry[] = [];
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = relative(data, full);
    entries.push(entry.isDirectory() ? { path } : { path, content: await contentOf(full) });
  }
  // A folder's path is shorter than the paths below it.
  return entries.sort((a, b) => a.path.length - b.path.length);
}

function withoutZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

async function keep(cluster: Cluster, storageFolder: string, name: string): Promise<void> {
  const packed = await promisify(gzip)(serialize(cluster), { level: 1 });
  await makeFolder(storageFolder, name, (folder) => writeFile(join(folder, file), packed, { mode: 0o600 }));
}

/** @throws when there is no such file, or not all of it */
async function unpack(packed: string, data: string, { user, signal }: ClusterOptions): Promise<string> {
  const bytes = await promisify(gunzip)(await readFile(packed), { chunkSize: 1 << 20 });
  const { password, entries }: Cluster = deserialize(bytes);
  makeFolderOf(data, user);
  for (const [index, { path, content }] of entries.entries()) {
    const target = join(data, path);
    // Without waiting it takes a third of the time; now and then the other servers of the start get their turn.
    if (content) writeContent(target, content, user);
    else makeFolderOf(target, user);
    if (index % 30 === 0) await others(undefined, { signal });
  }
  return password;
}

function makeFolderOf(folder: string, user: User | undefined): void {
  mkdirSync(folder, { mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}

function writeContent(
  file: string,
  { beginning, size }: NonNullable<Entry["content"]>,
  user: User | undefined,
): void {
  const opened = openSync(file, "wx", 0o600);
  try {
    writeFileSync(opened, beginning);
    if (size > beginning.length) ftruncateSync(opened, size);
    if (user) fchownSync(opened, user.uid, user.gid);
  } finally {
    closeSync(opened);
  }
}
