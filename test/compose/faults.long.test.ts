// What befalls containers from outside while a load runs. Where no Docker engine answers, one skipped test says so.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { dockerEngineAnswers, requireDocker } from "../../extension/stack/engines/compose/docker.ts";
import { projectName } from "../../extension/stack/engines/compose/project.ts";
import type { ServiceName } from "../../extension/stack/stack.ts";
import { copyStack } from "../support/copy-stack.ts";
import { DockerDoor } from "../support/docker-door.ts";
import { type Case, diesOr, endsWell, isError, isResult, late, stealPort } from "../support/faults.ts";
import { openLab } from "../support/lab.ts";

if (await dockerEngineAnswers(new AbortController().signal)) {
  describe("what befalls the containers from outside while a load runs", faultsOfContainers);
} else {
  const required = process.env.CI !== undefined;
  test("faults of containers: no Docker engine was to be had here", { skip: !required }, async () => {
    await requireDocker(new AbortController().signal);
  });
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
