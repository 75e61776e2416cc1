import assert from "node:assert/strict";
import { chown, cp, mkdtemp, readdir, readFile, rm, stat, truncate } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { deserialize } from "node:v8";
import { gunzip } from "node:zlib";
import pg from "pg";
import { isAbort } from "../../../extension/common/lab-error.ts";
import { makeCluster } from "../../../extension/stack/engines/embedded/cluster.ts";
import { EmbeddedEngine } from "../../../extension/stack/engines/embedded/engine.ts";
import { Processes } from "../../../extension/stack/engines/embedded/processes.ts";
import {
  allowEveryone,
  postgresUser,
  temporaryFolder,
} from "../../../extension/stack/engines/embedded/unprivileged.ts";
import { plainComposition } from "../../../extension/stack/stack.ts";
import { serverPrograms } from "../../support/programs.ts";
import { distFolder, root } from "../../support/stack.ts";

describe("a new database cluster", () => {
  let scratch = "";
  let storageFolder = "";
  let bin = "";
  let user: Awaited<ReturnType<typeof postgresUser>>;
  before(async () => {
    user = await postgresUser();
    scratch = await mkdtemp(join(await temporaryFolder(user), "surge-test-cluster-"));
    if (user) await chown(scratch, user.uid, user.gid);
    storageFolder = join(scratch, "storage");
    bin = (await serverPrograms()).postgresBin;
  });
  after(() => rm(scratch, { recursive: true, force: true }));

  /** How often initdb ran, and the cluster's files. */
  const make = async (storage = storageFolder, signal = new AbortController().signal, programs = bin) => {
    const home = await mkdtemp(join(scratch, "home-"));
    if (user) await chown(home, user.uid, user.gid);
    let runs = 0;
    const processes = new Processes({
      owns: () => {
        runs += 1;
      },
      disowns: () => {},
    });
    if (signal.aborted) await processes.stop();
    const { password, kept } = await makeCluster({
      ...{ bin: programs, readableBin: programs, home, user, storageFolder: storage, processes, signal },
    });
    await kept;
    const files = await readdir(join(home, "data"), { recursive: true });
    return { runs, password, data: join(home, "data"), files: files.sort() };
  };
  const kept = async () => {
    const [folder = "", ...others] = await readdir(storageFolder);
    assert.deepEqual(others, [], "nothing unfinished lies around");
    return join(storageFolder, folder, "cluster.gz");
  };

  test("is made by initdb once, also where two starts need it at once, and then copied", async () => {
    const first = await Promise.all([make(), make()]);
    assert.ok(first.every(({ runs, files }) => runs === 1 && files.includes("PG_VERSION")));
    if (process.platform !== "win32") assert.equal((await stat(await kept())).mode & 0o777, 0o600);

    const copied = await make();
    assert.equal(copied.runs, 0);
    assert.deepEqual(copied.files, first[0]?.files);
    const original = first.find(({ password }) => password === copied.password);
    assert.ok(original, "it is the copy of one of them");
    for (const path of ["", ...copied.files]) {
      assert.deepEqual(await fileAt(copied.data, path), await fileAt(original.data, path), path);
    }
  });

  test("is made from programs in a folder whose name means something to a shell", {
    skip: process.platform === "win32" && "no shell is asked there",
  }, async () => {
    const odd = join(scratch, 'my "lab" costs $HOME `id`');
    await cp(dirname(bin), join(odd, "native"), { recursive: true, verbatimSymlinks: true });
    await allowEveryone(odd);
    const { runs, files } = await make(join(scratch, "other-storage"), undefined, join(odd, "native", "bin"));
    assert.equal(runs, 1);
    assert.ok(files.includes("PG_VERSION"));
  });

  test("that was not kept to its end is never used, and is kept anew", async () => {
    const path = await kept();
    for (const share of [0.5, 1]) {
      const { size } = await stat(path);
      const part = Math.floor(size * share) - 1;
      await truncate(path, part);
      const { runs, files } = await make();
      assert.equal(runs, 1, `${part} bytes of ${size}`);
      assert.ok(files.includes("PG_VERSION"));
    }
    assert.equal((await make()).runs, 0);
  });

  test("is neither copied nor made after a cancel", async () => {
    const homes = await readdir(scratch);
    await assert.rejects(make(storageFolder, AbortSignal.abort()), isAbort);
    const [home = ""] = (await readdir(scratch)).filter((name) => !homes.includes(name));
    assert.ok(!(await readdir(join(scratch, home))).includes("data"));
  });

  test("needs no storage that can be written", async () => {
    const { runs, files } = await make(join(await kept(), "a file is no folder"));
    assert.equal(runs, 1);
    assert.ok(files.includes("PG_VERSION"));
  });

  test("is started with a password of its own: that of the kept one opens no server", async () => {
    const packed = await promisify(gunzip)(await readFile(await kept()));
    const engine = new EmbeddedEngine();
    const running = await engine.start({
      stackFolder: join(root, "lab-stack"),
      storageFolder,
      distFolder,
      composition: plainComposition,
      keepData: false,
      brokers: {},
      servers: await serverPrograms(),
      attached: undefined,
      signal: new AbortController().signal,
      progress: () => {},
      crowded: () => {},
      owns: () => {},
      disowns: () => {},
    });
    try {
      const url = new URL(running.endpoints.postgres);
      const open = async () => {
        const client = new pg.Client({ connectionString: url.href, ssl: false });
        await client.connect();
        await client.end();
      };
      await open();
      url.password = deserialize(packed).password;
      await assert.rejects(open(), { code: "28P01" });
    } finally {
      await running.stop();
    }
  });
});

async function fileAt(data: string, path: string) {
  const file = await stat(join(data, path));
  const { mode, uid, gid } = file;
  return { mode, uid, gid, content: file.isFile() && (await readFile(join(data, path))) };
}
