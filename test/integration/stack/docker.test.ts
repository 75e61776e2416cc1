import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { isAbort, LabError } from "../../../extension/common/lab-error.ts";
import {
  docker,
  dockerEngineAnswers,
  requireDocker,
} from "../../../extension/stack/engines/compose/docker.ts";
import { isOlder, parseVersion } from "../../../extension/stack/engines/compose/judge-docker.ts";

test("versions as Compose has written them over the years", () => {
  for (const [text, major, minor] of [
    ["2.26.1-4", 2, 26],
    ["v2.20.2", 2, 20],
    ["2.40.3-desktop.1", 2, 40],
    ["5.0.2", 5, 0],
    ["Docker Compose version v2.29.7", 2, 29],
  ] as const) {
    assert.deepEqual(parseVersion(text), { major, minor }, text);
  }
  assert.equal(parseVersion("docker: 'compose' is not a docker command."), undefined);
  assert.ok(isOlder({ major: 2, minor: 9 }, { major: 2, minor: 20 }));
  assert.ok(!isOlder({ major: 5, minor: 0 }, { major: 2, minor: 29 }));
});

describe("a Docker that cannot be used", { skip: process.platform === "win32" }, () => {
  const path = process.env.PATH;
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-docker-"));
    process.env.PATH = `${folder}:/bin:/usr/bin`;
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true, force: true });
  });

  /** A `docker` that answers as a real one did. */
  const install = async (compose: string, engine: string) => {
    const script = `#!/bin/sh\nif [ "$1" = compose ]; then ${compose}; else ${engine}; fi\n`;
    await writeFile(join(folder, "docker"), script);
    await chmod(join(folder, "docker"), 0o755);
  };
  const signal = new AbortController().signal;
  const codeOf = async () => {
    const error: unknown = await requireDocker(signal).catch((reason: unknown) => reason);
    assert.equal(await dockerEngineAnswers(signal), !(error instanceof LabError));
    return error instanceof LabError ? error.code : error;
  };
  const running = "echo '20.10.24 linux'";

  test("is not there: whatever asks it says so", async () => {
    await assert.rejects(docker(["ps"], { env: { PATH: folder } }), { code: "docker-not-installed" });
  });

  test("has no Compose", async () => {
    await install('echo "docker: unknown command: docker compose" >&2; exit 1', running);
    assert.equal(await codeOf(), "compose-too-old");
  });

  test("has an old Compose", async () => {
    await install("echo 2.17.3", running);
    assert.equal(await codeOf(), "compose-too-old");
  });

  test("is not running", async () => {
    const words =
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
    await install("echo 2.26.1", `echo '${words}' >&2; exit 1`);
    assert.equal(await codeOf(), "docker-not-running");
  });

  test("is for others", async () => {
    const words =
      "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock";
    await install("echo 2.26.1", `echo '${words}' >&2; exit 1`);
    assert.equal(await codeOf(), "docker-no-permission");
  });

  test("never answers: no more than about 3 s are waited, a cancel sooner", async () => {
    await install("echo 2.26.1", "exec sleep 60");
    const begun = performance.now();
    assert.equal(await dockerEngineAnswers(signal), false);
    assert.ok(performance.now() - begun < 6_000);
    await assert.rejects(dockerEngineAnswers(AbortSignal.abort()), isAbort);
    const cancel = new AbortController();
    const asking = dockerEngineAnswers(cancel.signal);
    cancel.abort();
    await assert.rejects(asking, isAbort);
  });

  test("works: its Compose tells how it can report progress", async () => {
    await install("echo v2.29.0", running);
    assert.deepEqual(await requireDocker(signal), { version: "v2.29.0", progress: "json" });
    await install("echo 2.28.1", running);
    assert.equal((await requireDocker(signal)).progress, "plain");
  });
});
