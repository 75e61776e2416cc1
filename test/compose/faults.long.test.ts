// What befalls containers from outside while a load runs. Where no Docker engine answers, one skipped test says so.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { dockerEngineAnswers, requireDocker } from "../../extension/stack/engines/compose/docker.ts";
import { projectName } from "../../extension/stack/engines/compose/project.ts";
import type { ServiceName } from "../../extension/stack/stack.ts";
import { copyStack } from "../support/copy-stack.ts";
import { DockerDoor } from "../support/docker-door.ts";
import {
  type Case,
  diesOr,
  endsWell,
  isError,
  isResult,
  late,
  noRoom,
  stealPort,
  takeConnections,
} from "../support/faults.ts";
import { openLab } from "../support/lab.ts";

if (await dockerEngineAnswers(new AbortController().signal)) {
  describe("what befalls the containers from outside while a load runs", faultsOfContainers);
} else {
  const required = process.env.CI !== undefined;
  test("faults of containers: no Docker engine was to be had here", { skip: !required }, async () => {
    await requireDocker(new AbortController().signal);
  });
}

const dataFolders = { postgres: "/var/lib/postgresql/data", redis: "/data" };

/** Gives PostgreSQL and Redis a disk of their own each that can be full, in memory. */
async function limitVolumes(composeFile: string): Promise<void> {
  const disk = '{ driver_opts: { type: tmpfs, device: tmpfs, o: "size=160m" } }';
  const text = await readFile(composeFile, "utf8");
  const limited = text.replace(/^ {2}(?:postgres|redis)-data:$/gm, `$& ${disk}`);
  assert.notEqual(limited, text);
  await writeFile(composeFile, limited);
}

function faultsOfContainers(): void {
  const { DOCKER_HOST } = process.env;
  let folder = "";
  let stackFolder = "";
  let door: DockerDoor;
  let lab: ReturnType<typeof openLab>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    stackFolder = join(folder, "lab-stack");
    door = new DockerDoor(join(folder, "docker.sock"));
    await door.open();
    process.env.DOCKER_HOST = `unix://${door.path}`;
    await copyStack(stackFolder);
    await limitVolumes(join(stackFolder, "compose.yaml"));
    lab = openLab(stackFolder, { engine: "compose" });
  });
  after(async () => {
    try {
      await lab?.session.stop();
      assert.deepEqual(await containers(), [], "Docker still has something of this test.");
    } finally {
      await door?.close();
      if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = DOCKER_HOST;
      await rm(folder, { recursive: true, force: true });
    }
  });

  /** Past the door. */
  const docker = async (...words: string[]) => {
    const env = { ...process.env };
    if (DOCKER_HOST === undefined) delete env.DOCKER_HOST;
    else env.DOCKER_HOST = DOCKER_HOST;
    return (await promisify(execFile)("docker", words, { env })).stdout.trim();
  };
  const containers = async (service?: ServiceName): Promise<string[]> => {
    const filters = ["--filter", `name=${projectName(stackFolder, true)}`];
    if (service) filters.push("--filter", `label=com.docker.compose.service=${service}`);
    const names = await docker("ps", "--all", ...filters, "--format", "{{.Names}}");
    return names.split("\n").filter(Boolean);
  };
  const doing =
    (verb: "kill" | "pause", service: ServiceName): Case["strike"] =>
    async () => {
      await docker(verb, ...(await containers(service)));
      return undefined;
    };
  const cutOff =
    (service: ServiceName): Case["strike"] =>
    async () => {
      const [container = ""] = await containers(service);
      const networks = "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}";
      await docker(
        "network",
        "disconnect",
        "--force",
        await docker("inspect", "--format", networks, container),
        container,
      );
      return undefined;
    };
  const inContainer = async (service: ServiceName, command: string) =>
    docker("exec", ...(await containers(service)), "sh", "-c", command);
  const deleteData: Case["strike"] = async () => {
    await inContainer("postgres", "rm -rf /var/lib/postgresql/data/*");
    return undefined;
  };
  const fillDisk =
    (service: "postgres" | "redis"): Case["strike"] =>
    async () => {
      const file = `${dataFolders[service]}/filler`;
      // It ends when nothing more fits.
      await inContainer(service, `dd if=/dev/zero of=${file} bs=1M 2>&1 | grep "No space left"`);
      // The disk goes with its container, which may have stopped.
      return () => inContainer(service, `rm ${file}`).catch(() => undefined);
    };
  const fillDiskAndLog: Case["strike"] = async () => {
    const undo = await fillDisk("postgres")();
    // The log goes on in the next of its files, for which there is no room.
    const next = `psql --username surge_admin surge --command "SELECT pg_switch_wal()"`;
    await inContainer("postgres", `for n in $(seq 50); do ${next} || exit 0; done; exit 1`);
    return undo;
  };
  const stopEngine: Case["strike"] = async () => {
    await door.close();
    // An engine that stops takes its containers along.
    await docker("kill", ...(await containers()));
    return () => door.open();
  };
  const endpoints = () => lab.session.require().stack.endpoints;

  const cases: Readonly<Record<string, Case>> = {
    "Redis is killed": {
      says: "Redis has stopped (exit code 137)",
      strategy: "buffered",
      strike: doing("kill", "redis"),
      expect: diesOr(
        ["open"],
        "redis-reply-lost",
        "redis-unavailable",
        "redis-timeout",
        "no-answer",
        "ECONNRESET",
        "ECONNREFUSED",
      ),
    },
    "PostgreSQL stands still": {
      says: "The servers of the stack do not answer: timeout expired",
      strategy: "atomic",
      strike: doing("pause", "postgres"),
      expect: isResult(["open"], ...late),
    },
    "the app stands still": {
      says: "The app answers nobody: something has stopped its process where it stands",
      strategy: "buffered",
      strike: doing("pause", "app"),
      expect: isError("app-stopped"),
    },
    "PostgreSQL is cut off from the network": {
      strategy: "atomic",
      strike: cutOff("postgres"),
      expect: isResult(["open"], ...late),
    },
    "the app is cut off from the network": {
      says: "connect ECONNREFUSED",
      strategy: "buffered",
      strike: cutOff("app"),
      expect: isResult(["open"], ...late, "ECONNREFUSED", "ECONNRESET"),
    },
    "the data folder is deleted": {
      strategy: "atomic",
      strike: deleteData,
      expect: diesOr(["open"], "58P01"),
    },
    "the disk is full, and PostgreSQL cannot write its log": {
      strategy: "atomic",
      strike: fillDiskAndLog,
      // A load that was just over is kept.
      expect: diesOr(["open"], ...noRoom, "no-answer"),
    },
    "the disk is full, and the hits go to Redis": {
      strategy: "buffered",
      strike: fillDisk("redis"),
      expect: diesOr(["exact", "open"], "MISCONF"),
    },
    "other programs take every connection": {
      strategy: "buffered",
      strike: () => takeConnections(endpoints().postgres),
      expect: isResult(["open"]),
    },
    "another program takes the app's port when the load has killed the app": {
      says: "The app is down",
      strategy: "atomic",
      strike: () => stealPort(endpoints().app),
      more: ", fault: { kill: app, after: 1, recover: 1 }",
      expect: (outcome) => {
        assert.ok(typeof outcome === "object", String(outcome));
        assert.match(outcome.besideFailed?.fault?.en ?? "", /address already in use/);
        assert.equal(outcome.verdict, "open");
      },
    },
    "the engine stops": {
      says: "The Docker engine has stopped, and the servers with it",
      strategy: "buffered",
      strike: stopEngine,
      expect: isError("docker-stopped"),
    },
  };
  for (const [name, one] of Object.entries(cases)) {
    test(`${name}: the load ends, and the next start works`, async (t) => {
      await lab.run("start:");
      await lab.run("reset:");
      await endsWell(t, lab, one);
    });
  }

  test("the engine stops between two cells: the next says so, and a start without it what to do", async () => {
    await lab.run("start:");
    const undo = await stopEngine();
    await lab.session.stack?.ended;
    await assert.rejects(lab.run("load: { strategy: atomic, requests: 10, connections: 1 }"), {
      code: "stack-died",
    });
    await assert.rejects(lab.run("start:"), { code: "docker-not-running" });
    await undo?.();
    await lab.run("start:");
  });
}
