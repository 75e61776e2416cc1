import assert from "node:assert/strict";
import { test } from "node:test";
import { dockerEnvironment } from "./docker.ts";

test("what a shell has set for other projects does not reach docker; which engine it is and how to reach it does", () => {
  const foreign = {
    COMPOSE_FILE: "other.yaml",
    COMPOSE_PROJECT_NAME: "other",
    COMPOSE_PROFILES: "all",
    COMPOSE_COMPATIBILITY: "1",
    COMPOSE_STATUS_STDOUT: "1",
    DOCKER_DEFAULT_PLATFORM: "linux/amd64",
    DOCKER_BUILDKIT: "0",
    BUILDX_BUILDER: "far-away",
    BUILDKIT_PROGRESS: "quiet",
  };
  const own = {
    HOME: "/home/student",
    DOCKER_HOST: "unix:///run/docker.sock",
    DOCKER_CONTEXT: "desktop-linux",
    DOCKER_CONFIG: "/config",
    HTTPS_PROXY: "http://proxy.example.org",
  };
  const { PATH, ...env } = dockerEnvironment({ SURGE_APP: "app" }, { ...foreign, ...own, PATH: "/bin" });
  assert.deepEqual(env, { ...own, DOCKER_CLI_HINTS: "false", SURGE_APP: "app" });
  assert.match(PATH ?? "", /^\/bin/);
});
