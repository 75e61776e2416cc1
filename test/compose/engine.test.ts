// The compose engine on a real Docker engine. Where none answers, one skipped test says so; in CI there must be one.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { dockerEngineAnswers, requireDocker } from "../../extension/stack/engines/compose/docker.ts";
import { projectName } from "../../extension/stack/engines/compose/project.ts";
import { plainComposition, type Stack, type StackOptions } from "../../extension/stack/stack.ts";
import { query, until } from "../support/servers.ts";
import {
  descendantsOf,
  listens,
  portsOf,
  remainsOf,
  root,
  startEmbedded,
  supervisorOf,
} from "../support/stack.ts";

const start = (options: Partial<StackOptions> = {}) => startEmbedded({ engine: "compose", ...options });

if (await dockerEngineAnswers(new AbortController().signal)) {
  console.log(await describeEngine());
  describe("the compose engine", composeEngine);
} else {
  const required = process.env.CI !== undefined;
  test("the compose engine: no Docker engine was to be had here", { skip: !required }, async () => {
    await requireDocker(new AbortController().signal);
  });
}

function composeEngine(): void {
  let folder = "";
  let stackFolder = "";
  let temporary = "";
  let realTemporary = "";
  before(() => {
    realTemporary = tmpdir();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(realTemporary, "surge студент "));
    stackFolder = join(folder, "lab-stack");
    temporary = join(folder, "tmp");
    await cp(join(root, "lab-stack"), stackFolder, { recursive: true });
    await mkdir(temporary);
    process.env.TMPDIR = temporary;
  });
  afterEach(async () => {
    const left = await everything(stackFolder);
    await docker(
      "volume",
      "rm",
      ...left.filter((one) => one.startsWith("volume ")).map((one) => one.slice(7)),
    ).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    assert.deepEqual(left, [], "Docker still has something of this test.");
  });
  after(() => {
    process.env.TMPDIR = realTemporary;
  });

  const edit = async (file: string, change: (text: string) => string) => {
    const path = join(stackFolder, file);
    await writeFile(path, change(await readFile(path, "utf8").catch(() => "")));
  };
  /** What a start that must not succeed ends with. */
  const reasonOf = (options: Partial<StackOptions> = {}): Promise<unknown> =>
    start({ stackFolder, ...options }).then(
      async (stack) => {
        await stack.stop();
        return new Error("It started.");
      },
      (reason: unknown) => reason,
    );
  const failure = async (options: Partial<StackOptions> = {}): Promise<LabError> => {
    const error = await reasonOf(options);
    assert.ok(error instanceof LabError, String(error));
    assert.ok(error.what.ru !== error.what.en && /[а-я]/i.test(error.remedy.ru));
    return error;
  };
  /** So that there is time to do something while it builds. */
  const buildSlowly = () => {
    const wait = `RUN node -e 'setTimeout(() => {}, 3000)' ${Date.now()}\n`;
    return edit("app/Dockerfile", (text) => `${text}${wait}`);
  };

  test("starts in a folder with spaces and Cyrillic letters, tells how far it is, lets the health checks rest, leaves nothing", async () => {
    const fractions: number[] = [];
    const texts: string[] = [];
    const progress: StackOptions["progress"] = ({ text, fraction }) => {
      texts.push(text.en);
      if (fraction !== undefined) fractions.push(fraction);
    };
    const stack = await start({ stackFolder, progress });
    await stack.run({ file: "worker.ts", args: ["batched", "1"] }, () => {});
    await until("the check of each container rests", async () => {
      const containers = (await everything(stackFolder)).filter((one) => one.startsWith("container "));
      const programs = await Promise.all(
        containers.map((one) => docker("top", one.slice("container ".length), "-o", "pid,args")),
      );
      return programs.length === 4 && programs.every((lines) => /\bsleep \d\d$/m.test(lines));
    });
    const pids = await descendantsOf(process.pid);
    assert.ok(pids.length > 0);
    assert.deepEqual(
      fractions,
      fractions.toSorted((a, b) => a - b),
    );
    assert.equal(fractions.at(-1), 1);
    assert.ok(texts.includes("Starting the servers: 3 of 3 ready"), texts.join("\n"));
    await stack.stop();
    assert.deepEqual(await remainsOf(pids, portsOf(stack.endpoints), temporary), []);
    assert.deepEqual(await readdir(folder), ["lab-stack", "tmp"]);
  });

  test("two stacks of one folder do not touch each other, each has its sizes; SIGKILL of a supervisor: the parent removes all and says so", async () => {
    const composition = { ...plainComposition, maxConnections: 50, pool: 1, processes: 2 };
    const [one, other] = await Promise.all([start({ stackFolder }), start({ stackFolder, composition })]);
    assert.deepEqual(await sizesOf(one), { max: "20", pool: 10, processes: 1 });
    assert.deepEqual(await sizesOf(other), { max: "50", pool: 1, processes: 2 });
    await one.stop();
    assert.equal((await fetch(`${other.endpoints.app}/health`)).status, 200);
    assert.deepEqual(await Promise.all(portsOf(one.endpoints).map(listens)), [false, false, false]);

    const pids = await descendantsOf(process.pid);
    process.kill(await supervisorOf(process.pid), "SIGKILL");
    const death = await other.ended;
    assert.ok(death instanceof LabError && death.code === "supervisor-died", String(death));
    await nothingRemains(pids);
  });

  test("kept data is there at the next start, its passwords are only for their owner; what no longer fits it is told", async () => {
    const first = await start({ stackFolder, keepData: true });
    assert.equal((await hit(first, "atomic")).status, 200);
    await first.stop();
    const file = join(folder, ".surge-lab", "passwords.json");
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal(await readFile(join(folder, ".surge-lab", ".gitignore"), "utf8"), "*\n");

    const second = await start({ stackFolder, keepData: true });
    const counter = await fetch(`${second.endpoints.app}/atomic/counter`);
    assert.deepEqual(await counter.json(), { stored: 1, pending: 0 });
    await second.stop();

    const passwords = await readFile(file, "utf8");
    await writeFile(
      file,
      passwords.replace(/[0-9a-f]{36}/g, (word) => word.slice(1)),
    );
    const otherPassword = await failure({ keepData: true });
    assert.equal(otherPassword.code, "volume-other-password");
    await writeFile(file, passwords);

    const volume = (await everything(stackFolder)).find((one) => one.endsWith("postgres-data")) ?? "";
    const image =
      /image: (postgres:\S+)/.exec(await readFile(join(stackFolder, "compose.yaml"), "utf8"))?.[1] ?? "";
    const mount = `${volume.replace("volume ", "")}:/data`;
    const age = ["--entrypoint", "sh", image, "-c", "echo 15 > /data/PG_VERSION"];
    await docker("run", "--rm", "--volume", mount, ...age);
    const otherVersion = await failure({ keepData: true });
    assert.equal(otherVersion.code, "volume-other-version");
    assert.match(otherVersion.what.en, /initialized by PostgreSQL version 15/);

    assert.equal(volumeToRemove(otherPassword), volumeToRemove(otherVersion));
    await removeVolumesAsTold(otherVersion);
    const again = await start({ stackFolder, keepData: true });
    await again.stop();
    await removeVolumesAsTold(otherVersion);
  });

  test("a cancel while it builds or starts leaves nothing, and the next start works; a killed container ends it with an error that names it", async () => {
    for (const moment of [/^Building/, /^Starting the servers: 0/]) {
      await buildSlowly();
      const cancel = new AbortController();
      const progress: StackOptions["progress"] = ({ text }) => moment.test(text.en) && cancel.abort();
      assert.ok(isAbort(await reasonOf({ progress, signal: cancel.signal })));
      assert.deepEqual(await everything(stackFolder), []);
    }
    const stack = await start({ stackFolder });
    const containers = (await everything(stackFolder)).filter((one) => one.startsWith("container "));
    await docker("kill", containers.find((one) => one.includes("postgres"))?.slice(10) ?? "");
    const death = await stack.ended;
    assert.ok(death instanceof LabError && death.code === "server-died", String(death));
    assert.match(death.what.ru, /PostgreSQL.*137/);
    assert.deepEqual(await Promise.all(portsOf(stack.endpoints).map(listens)), [false, false, false]);
  });

  describe("a clear error for", () => {
    test("an image that cannot be had", async () => {
      await edit("compose.yaml", (text) =>
        text.replace(/image: postgres:\S+/, "image: postgres:16.99-nowhere"),
      );
      const error = await failure();
      assert.match(error.code, /^image-(offline|unavailable|rate-limit)$/);
      assert.match(error.what.ru, /postgres:16\.99-nowhere/);
      assert.match(error.remedy.ru, /docker pull postgres:16\.99-nowhere/);
    });

    test("a base image that cannot be had", async () => {
      await edit("app/Dockerfile", (text) => text.replace(/^FROM \S+/m, "FROM node:99.9-nowhere"));
      const error = await failure();
      assert.match(error.code, /^image-(offline|unavailable|rate-limit)$/);
      assert.match(error.what.en, /node:99\.9-nowhere/);
    });

    test("a build that fails", async () => {
      await edit(
        "app/Dockerfile",
        (text) => `${text}RUN node -e 'console.error("it broke"); process.exit(3)'\n`,
      );
      const error = await failure();
      assert.equal(error.code, "app-build-failed");
      assert.match(error.what.ru, /it broke/);
    });

    test("a port that is taken", async () => {
      const taken = createServer();
      await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
      const address = taken.address();
      const port = typeof address === "object" ? address?.port : undefined;
      await writeFile(join(stackFolder, ".env"), `SURGE_POSTGRES_PORT=${port}\n`);
      try {
        const error = await failure();
        assert.equal(error.code, "port-taken");
        assert.match(error.what.ru, new RegExp(`${port}`));
      } finally {
        taken.close();
      }
    });

    test("a mistake in the app, with its file and line", async () => {
      await edit("app/connections.ts", (text) => `// first\nconst = 1;\n${text}`);
      const error = await failure();
      assert.equal(error.code, "app-mistake", error.message);
      assert.match(error.what.ru, /lab-stack\/app\/connections\.ts:2/);
    });

    test("a health check that fails, with its own words", async () => {
      await edit("app/Dockerfile", (text) =>
        text.replace("/health'", "/nowhere'").replace(/--retries=\d+/, "--retries=6"),
      );
      const error = await failure();
      assert.equal(error.code, "server-did-not-start");
      assert.match(error.what.ru, /unhealthy[\s\S]*There is no GET \/nowhere/);
    });

    test("a setting that PostgreSQL refuses", async () => {
      await edit("compose.yaml", (text) => text.replace(/max_connections=\S+/, "max_connections=twenty"));
      const error = await failure();
      assert.equal(error.code, "server-did-not-start");
      assert.match(error.what.en, /PostgreSQL[\s\S]*max_connections/);
    });

    test("a compose.yaml that is none", async () => {
      await edit("compose.yaml", () => "services: [");
      assert.match((await failure()).code, /^compose-(failed|file)$/);
    });

    test("a folder in which the passwords cannot be kept", async () => {
      await writeFile(join(folder, ".surge-lab"), "a file");
      assert.equal((await failure({ keepData: true })).code, "folder-not-writable");
    });
  });

  test("SIGKILL of the supervisor while it builds leaves nothing", async () => {
    await buildSlowly();
    let pids: number[] = [];
    const progress: StackOptions["progress"] = async ({ text }) => {
      if (!/^Building/.test(text.en) || pids.length > 0) return;
      pids = [0];
      pids = await descendantsOf(process.pid);
      process.kill(await supervisorOf(process.pid), "SIGKILL");
    };
    const error = await reasonOf({ progress });
    assert.ok(error instanceof LabError && error.code === "supervisor-died", String(error));
    await nothingRemains(pids);
  });

  test("SIGKILL of the parent leaves nothing", async () => {
    const parent = await spawnParent(stackFolder);
    const pids = await descendantsOf(parent.pid ?? 0);
    parent.kill("SIGKILL");
    await nothingRemains(pids);
  });

  test("what is left when parent and supervisor are killed at once is removed at the next start", async () => {
    const parent = await spawnParent(stackFolder);
    const pids = await descendantsOf(parent.pid ?? 0);
    const supervisor = await supervisorOf(parent.pid ?? 0);
    parent.kill("SIGKILL");
    process.kill(supervisor, "SIGKILL");
    await sleep(100);
    await (await start({ stackFolder })).stop();
    await nothingRemains(pids);
  });

  /** Docker takes a second or two to remove everything, on a busy machine longer. */
  async function nothingRemains(pids: readonly number[]): Promise<void> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const left = await everything(stackFolder);
      left.push(...(await remainsOf(pids, [], temporary)));
      if (left.length === 0) return;
      assert.ok(Date.now() < deadline, `15 s later there is still: ${left.join(", ")}`);
    }
  }
}

async function docker(...words: string[]): Promise<string> {
  return (await promisify(execFile)("docker", words)).stdout.trim();
}

/** Every container, network, volume and tagged image of the lab in this folder, as "volume NAME". */
async function everything(stackFolder: string): Promise<string[]> {
  const lists = await Promise.all([
    docker("ps", "--all", "--format", "container {{.Names}}"),
    docker("network", "ls", "--format", "network {{.Name}}"),
    docker("volume", "ls", "--format", "volume {{.Name}}"),
    docker("images", "--format", "image {{.Repository}}"),
  ]);
  return lists
    .flatMap((list) => list.split("\n"))
    .filter((one) => one.includes(` ${projectName(stackFolder, true)}`));
}

function volumeToRemove({ remedy }: LabError): string {
  return /docker volume rm (\S+?)\.? /.exec(`${remedy.en} `)?.[1] ?? "";
}

/** Runs the very command that the error tells, and removes the other volume of the same project with it. */
async function removeVolumesAsTold(error: LabError): Promise<void> {
  const volume = volumeToRemove(error);
  await docker("volume", "rm", volume, volume.replace("postgres", "redis"));
}

async function sizesOf({ endpoints }: Stack) {
  const { rows } = await query(endpoints.postgres, "SHOW max_connections");
  const settings = await fetch(`${endpoints.app}/settings`);
  return { max: rows[0]?.max_connections, ...Object(await settings.json()) };
}

function hit(stack: Stack, strategy: string): Promise<Response> {
  return fetch(`${stack.endpoints.app}/${strategy}/hit`, { method: "POST" });
}

/** A process that has started a stack as the editor does, and waits. */
async function spawnParent(stackFolder: string) {
  const script = `
    import { startEmbedded } from ${JSON.stringify(new URL("../support/stack.ts", import.meta.url).href)};
    await startEmbedded({ engine: "compose", stackFolder: ${JSON.stringify(stackFolder)} });
    console.log("started");
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface(child.stdout)) if (line === "started") return child;
  throw new Error("The parent has ended.");
}

/** What ran the tests, for the reader of their output: the images may be stand-ins of the same name. */
async function describeEngine(): Promise<string> {
  const compose = await readFile(join(root, "lab-stack", "compose.yaml"), "utf8");
  const images = [...compose.matchAll(/image: (\S+)/g)].map(([, image = ""]) => image);
  const format = "{{json .RepoTags}} {{.ID}}";
  const ids = await Promise.all(
    images.map((image) =>
      docker("image", "inspect", image, "--format", format).catch(() => `${image}: not pulled yet`),
    ),
  );
  const version = await docker("version", "--format", "Docker engine {{.Server.Version}}");
  return [version, await docker("compose", "version"), ...new Set(ids)].join("\n");
}
