import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isAbort, LabError } from "../../../extension/common/lab-error.ts";
import { isAlive } from "../../../extension/stack/process-state.ts";
import { environmentDownload, findEnvironment, pipError } from "../../../extension/stack/programs/python.ts";

// Real environments are made in test/integration/fastapi.long.test.ts; here are the machines that one does not have.

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-python-"));
  await mkdir(join(folder, "stack", "fastapi"), { recursive: true });
  await writeFile(join(folder, "stack", "fastapi", "requirements.txt"), "fastapi==1.0.0\nredis==2.0.0\n");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const coded =
  (code: string, words = /./) =>
  (error: unknown) =>
    error instanceof LabError && error.code === code && words.test(error.what.en) && error.what.ru !== "";

/** A program `python3` that answers the lab's question, and does what is said when it makes an environment. */
async function python(minor: number, { makesEnvironments = true, venv = "exit 0" } = {}): Promise<void> {
  const executable = join(folder, "bin", "python3");
  const answer = JSON.stringify({ executable, version: `3.${minor}.1`, minor, makesEnvironments });
  await script(
    executable,
    `case "$*" in *version_info*) echo '${answer}';; *venv*) for last; do :; done; mkdir -p "$last/bin"; ${venv};; esac`,
  );
}

/** The Python of an environment: what pip does in it, and whether its packages can be imported afterwards. */
async function environmentWhere(pip: string, imports = "exit 0"): Promise<string> {
  const inner = join(folder, "inner");
  await script(inner, `case "$*" in *pip*) ${pip};; *) ${imports};; esac`);
  return `cp ${inner} "$last/bin/python"`;
}

async function script(file: string, body: string): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${body}\n`);
  await chmod(file, 0o755);
}

const places = () => ({
  env: { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, HOME: folder },
  bundledFolder: "/no-such-folder",
  packageFolders: [],
  postgresFolders: [],
  redisFolders: [],
  pgbouncerFolders: [],
});
/** Without the programs of this machine. */
const emptyPlaces = () => ({ ...places(), env: { PATH: join(folder, "bin") } });

const request = (signal = new AbortController().signal, progress: (text: string) => void = () => {}) => ({
  storageFolder: join(folder, "storage"),
  stackFolder: join(folder, "stack"),
  signal,
  progress: ({ text }: { text: { en: string } }) => progress(text.en),
});

describe("the Python of the app", { skip: process.platform === "win32" }, () => {
  test("is missed where there is none, where it is too old, and where it makes no environments", async () => {
    await assert.rejects(environmentDownload(request(), emptyPlaces()), coded("python-missing"));
    await python(9);
    await assert.rejects(environmentDownload(request(), emptyPlaces()), coded("python-too-old", /3\.9\.1/));
    await python(12, { makesEnvironments: false });
    await assert.rejects(
      environmentDownload(request(), emptyPlaces()),
      (error) =>
        coded("python-without-venv", /3\.12\.1/)(error) &&
        error instanceof LabError &&
        /python3-venv/.test(error.remedy.ru),
    );
  });

  test("gets its packages once, tells of each, and is found the next time", async () => {
    await python(12, { venv: await environmentWhere("echo Collecting fastapi; echo Collecting redis==2.0") });
    assert.equal(await findEnvironment(request(), places()), undefined);
    const told: string[] = [];
    const options = request(undefined, (text) => told.push(text));
    const download = await environmentDownload(options, places());
    assert.match(download.what.en, /Python 3\.12\.1/);
    const made = await download.fetch();
    assert.deepEqual(told, [
      "Making an environment for Python",
      "Fetching packages for Python: fastapi",
      "Fetching packages for Python: redis",
    ]);
    assert.equal(await findEnvironment(request(), places()), made);
    assert.equal((await readdir(join(folder, "storage"))).length, 1);

    // Other packages, another environment.
    await writeFile(join(folder, "stack", "fastapi", "requirements.txt"), "fastapi==1.0.1\n");
    assert.equal(await findEnvironment(request(), places()), undefined);
  });

  test("is not kept where pip fails, where the network is away, or where the packages do not run", async () => {
    const failing: readonly (readonly [pip: string, imports: string, code: string, words: RegExp])[] = [
      ["echo 'ERROR: No matching distribution found' >&2; exit 1", "exit 0", "failed", /No matching/],
      ["echo 'NewConnectionError: Connection refused' >&2; exit 1", "exit 0", "offline", /refused/],
      ["exit 0", "echo 'ImportError: no wheel for you' >&2; exit 1", "failed", /no wheel for you/],
    ];
    for (const [pip, imports, code, words] of failing) {
      await python(12, { venv: await environmentWhere(pip, imports) });
      const download = await environmentDownload(request(), places());
      await assert.rejects(download.fetch(), coded(`python-packages-${code}`, words));
      assert.deepEqual(await readdir(join(folder, "storage")), []);
      assert.equal(await findEnvironment(request(), places()), undefined);
    }
    await python(12, { venv: "echo 'Error: no ensurepip' >&2; exit 1" });
    const download = await environmentDownload(request(), places());
    await assert.rejects(download.fetch(), coded("python-packages-failed", /no ensurepip/));
  });

  test("a cancel ends pip, and nothing half-made is left", async () => {
    const pidFile = join(folder, "pid");
    await python(12, {
      venv: await environmentWhere(
        `case "$*" in *install*) echo $$ > ${pidFile}; echo Collecting fastapi; sleep 60;; esac`,
      ),
    });
    const cancel = new AbortController();
    const options = request(cancel.signal, (text) => text.includes("fastapi") && cancel.abort());
    const download = await environmentDownload(options, places());
    await assert.rejects(download.fetch(), isAbort);
    assert.deepEqual(await readdir(join(folder, "storage")), []);

    const pid = Number(await readFile(pidFile, "utf8"));
    for (let looks = 0; looks < 50 && (await isAlive(pid)); looks += 1) await sleep(20);
    assert.equal(await isAlive(pid), false);
  });
});

test("what pip says of a network that is away is told as such, all else in its own words", () => {
  const away =
    "WARNING: Retrying (Retry(total=0, connect=None, read=None)) after connection broken by 'ProxyError('Cannot connect to proxy.', NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7fe626f13ed0>: Failed to establish a new connection: [Errno 111] Connection refused'))': /simple/idna/\nERROR: Could not find a version that satisfies the requirement idna==3.20 (from versions: none)\nERROR: No matching distribution found for idna==3.20\n";
  assert.equal(pipError(away).code, "python-packages-offline");
  const hashes =
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n    idna==3.20:\n        Expected sha256 000\n             Got        ab7\n";
  assert.equal(pipError(hashes).code, "python-packages-failed");
  const none = pipError(
    "ERROR: No matching distribution found for asyncpg==0.32.0\n\n[notice] A new release\n",
  );
  assert.match(none.what.en, /installed: ERROR: No matching distribution found for asyncpg==0\.32\.0\.$/);
});
