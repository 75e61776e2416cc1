import assert from "node:assert/strict";
import { test } from "node:test";
import { LabError } from "../../../common/lab-error.ts";
import { judgeDocker, parseVersion } from "./judge-docker.ts";

const said = (stdout: string) => ({ code: 0, stdout: `${stdout}\n`, stderr: "" });
const failed = (stderr: string, stdout = "") => ({ code: 1, stdout, stderr });
const usable = {
  compose: said("2.29.1"),
  engine: said("28.0.1 linux"),
  context: said("unix:///var/run/docker.sock"),
};

function troubleOf(answers: Partial<typeof usable>, env: NodeJS.ProcessEnv = {}): string {
  try {
    judgeDocker({ ...usable, ...answers }, env);
    return "none";
  } catch (error) {
    assert.ok(error instanceof LabError);
    for (const text of [error.what, error.remedy].flatMap(Object.values))
      assert.doesNotMatch(text, /undefined|[^.!?]$/, text);
    return `${error.code}: ${error.what.en} ${error.remedy.en}`;
  }
}

test("an engine of this machine is used, whatever way leads to it", () => {
  assert.equal(troubleOf({}), "none");
  for (const host of [
    "tcp://127.0.0.1:2375",
    "tcp://localhost:2375",
    "tcp://[::1]:2375",
    "npipe:////./pipe/x",
  ])
    assert.equal(troubleOf({ context: said(host) }), "none", host);
  assert.equal(troubleOf({ context: failed("unknown command") }), "none");
});

test("an engine of another machine is not, and what points to it is named", () => {
  const elsewhere = /^docker-elsewhere: .*DOCKER_HOST/;
  for (const host of ["tcp://10.0.0.5:2375", "ssh://me@build.example.org", "ssh://localhost"])
    assert.match(troubleOf({}, { DOCKER_HOST: host }), elsewhere, host);
  assert.match(
    troubleOf({ context: said("tcp://10.0.0.5:2376") }),
    /^docker-elsewhere: .*docker context use default/,
  );
});

test("WSL without Docker Desktop's integration says what to switch on, and is no version", () => {
  const stub =
    "\nThe command 'docker' could not be found in this WSL 2 distro.\nWe recommend to activate the WSL integration in Docker Desktop settings.\n";
  assert.match(
    troubleOf({ compose: failed("", stub), engine: failed("", stub) }),
    /^docker-off-in-wsl: .*WSL integration/,
  );
  assert.equal(parseVersion(stub.trim()), undefined);
});

test("text without a version is none", () => {
  const trouble = troubleOf({
    compose: said("Usage: docker [OPTIONS] COMMAND, see https://docs.docker.com/go/1.2"),
  });
  assert.match(trouble, /^compose-too-old: Docker is there, but “docker compose” is not\./);
});

test("a context that does not exist, an address where nothing listens, and Podman's shim each name the setting", () => {
  const context =
    'Failed to initialize: unable to resolve docker endpoint: context "work": context not found: open /x';
  assert.match(
    troubleOf({ compose: failed(context), engine: failed(context) }),
    /^docker-context: .*“work”.*DOCKER_CONTEXT/,
  );
  const dead = failed(
    "Cannot connect to the Docker daemon at tcp://127.0.0.1:1. Is the docker daemon running?",
  );
  assert.match(
    troubleOf({ engine: dead }, { DOCKER_HOST: "tcp://127.0.0.1:1" }),
    /^docker-not-running: .*DOCKER_HOST/,
  );
  assert.doesNotMatch(troubleOf({ engine: dead }), /DOCKER_HOST/);
  const podman = failed("Cannot connect to Podman. Please verify your connection to the Linux system");
  assert.match(troubleOf({ engine: podman }), /^docker-not-running: .*Podman/);
});

test("an engine that runs Windows containers only is told apart", () => {
  assert.match(
    troubleOf({ engine: said("28.0.1 windows") }),
    /^docker-windows-containers: .*Linux containers/,
  );
});
