import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { apps } from "../../apps.ts";
import { complaints, explainUp } from "./failures.ts";
import { parseLine } from "./output.ts";

/** The error that `docker compose up` leads to when it prints this and a service has logged that. */
function explain(output: string, log: readonly string[] = [], check: Record<string, readonly string[]> = {}) {
  const lines = complaints(output.split("\n").flatMap(parseLine));
  const imageOf = async (service: string) =>
    ({ postgres: "postgres:16-alpine", redis: "redis:7-alpine" })[service];
  const healthOf = async (container: string) => check[container] ?? [];
  return explainUp(lines, {
    app: apps.node,
    project: "surge-lab-1a",
    imageOf,
    logOf: async () => log,
    healthOf,
  });
}

const unreachable =
  'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: dial udp 10.0.0.2:53: connect: network is unreachable';

// Each as a real Compose printed it.
const cases: readonly (readonly [name: string, output: string, code: string, words: RegExp])[] = [
  [
    "an image, offline",
    ` postgres Pulling \n postgres Error ${unreachable}\nError response from daemon: ${unreachable}`,
    "image-offline",
    /postgres:16-alpine/,
  ],
  [
    "an image that is not there, in JSON",
    '{"id":"redis","text":"Pulling"}\n{"id":"redis","text":"Error","status":"manifest unknown"}\n{"error":true,"message":"Error response from daemon: manifest unknown"}',
    "image-unavailable",
    /redis:7-alpine/,
  ],
  [
    "an image that asks for a login",
    " redis Pulling \n redis Error unauthorized\nError response from daemon: unauthorized",
    "image-unavailable",
    /redis:7-alpine/,
  ],
  [
    "the pull limit of Docker Hub",
    '{"id":"redis","text":"Pulling"}\n{"id":"redis","text":"Error","status":"toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit"}',
    "image-rate-limit",
    /redis:7-alpine/,
  ],
  [
    "the base image of the app, offline",
    '#3 [app internal] load metadata for docker.io/library/nosuch:1.2\n#3 ERROR: failed to do request: Head "https://registry-1.docker.io/v2/library/nosuch/manifests/1.2": dial tcp: lookup registry-1.docker.io: network is unreachable\n------\n > [app internal] load metadata for docker.io/library/nosuch:1.2:\n------',
    "image-offline",
    /nosuch:1\.2/,
  ],
  [
    "the base image of the app, offline, in JSON",
    '{"vertexes":[{"digest":"sha256:1","name":"[internal] load metadata for docker.io/library/nosuch:1.2","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:01Z","error":"failed to do request: Head \\"https://registry-1.docker.io/v2/library/nosuch/manifests/1.2\\": dial tcp: network is unreachable"}]}',
    "image-offline",
    /nosuch:1\.2/,
  ],
  [
    "a build that misses a program, although the image is there",
    "#3 [app internal] load metadata for docker.io/library/node:24-alpine\n#3 DONE 0.0s\n#9 0.2 /bin/sh: nmp: not found\n#9 ERROR: executor failed running [/bin/sh -c nmp ci]: exit code: 127\nfailed to solve: executor failed running [/bin/sh -c nmp ci]: exit code: 127",
    "app-build-failed",
    /nmp: not found/,
  ],
  [
    "a build that fails",
    '#10 0.382 it broke\n#10 ERROR: executor failed running [/bin/sh -c node -e "…"]: exit code: 3\n------\n > [app 6/6] RUN node:\n0.382 it broke\n------\nfailed to solve: executor failed running [/bin/sh -c node]: exit code: 3',
    "app-build-failed",
    /it broke/,
  ],
  [
    "a build that fails, in JSON",
    '{"logs":[{"vertex":"sha256:73","stream":2,"data":"aXQgYnJva2UK","timestamp":"2026-01-01T00:00:00Z"}]}\n{"error":true,"message":"failed to solve: executor failed running [/bin/sh -c node]: exit code: 3\\n"}',
    "app-build-failed",
    /it broke/,
  ],
  [
    "a folder that the engine does not see",
    ' Container surge-lab-1a-postgres-1  Creating\nError response from daemon: invalid mount config for type "bind": bind source path does not exist: /workspaces/lab/lab-stack/init.sql',
    "folder-not-seen",
    /\/workspaces\/lab\/lab-stack\/init\.sql/,
  ],
  [
    "a port that is taken",
    " Container surge-lab-1a-postgres-1  Starting\nError response from daemon: driver failed programming external connectivity on endpoint surge-lab-1a-postgres-1 (2965): Error starting userland proxy: listen tcp4 127.0.0.1:45432: bind: address already in use",
    "port-taken",
    /45432/,
  ],
  [
    "an engine that went away",
    "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
    "docker-not-running",
    /docker\.sock/,
  ],
  [
    "anything else",
    'service "app" refers to undefined volume x: invalid compose project',
    "compose-failed",
    /undefined volume/,
  ],
];

describe("what Compose says when it fails becomes an error that says what to do", () => {
  for (const [name, output, code, words] of cases) {
    test(name, async () => {
      const error = await explain(output);
      assert.equal(error.code, code, error.message);
      for (const text of Object.values(error.what)) assert.match(text, words);
      assert.match(error.remedy.ru, /[а-я]/);
    });
  }
});

describe("a container that does not get healthy", () => {
  const exited =
    " Container surge-lab-1a-postgres-1  Error\ndependency failed to start: container surge-lab-1a-postgres-1 exited (1)";

  test("is named with its last words", async () => {
    const error = await explain(exited, ["FATAL: something"]);
    assert.equal(error.code, "server-did-not-start");
    assert.match(error.what.ru, /PostgreSQL[\s\S]*FATAL: something/);
  });

  test("and whose health check fails is named with what that check said", async () => {
    const check = { "surge-lab-1a-app-1": ['{"postgres":"28000","redis":"ok"}'] };
    const error = await explain("container surge-lab-1a-app-1 is unhealthy", ["listening"], check);
    assert.equal(error.code, "server-did-not-start");
    assert.match(
      error.what.en,
      /The app did not start \(unhealthy\)[\s\S]*health check said:\n {2}\{"postgres":"28000"/,
    );
    assert.match(error.what.ru, /"postgres":"28000"[\s\S]*listening/);
  });

  test("because its volume is of another version: the command that removes it", async () => {
    const error = await explain(exited, [
      "FATAL:  database files are incompatible with server",
      "DETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 16.14.",
    ]);
    assert.equal(error.code, "volume-other-version");
    assert.match(error.remedy.ru, /docker volume rm surge-lab-1a_postgres-data/);
  });

  test("because its volume has other passwords: the command that removes it", async () => {
    const error = await explain("container surge-lab-1a-app-1 exited (1)", [
      'The app cannot start (28P01): password authentication failed for user "surge_app"',
    ]);
    assert.equal(error.code, "volume-other-password");
    assert.match(error.remedy.en, /docker volume rm surge-lab-1a_postgres-data/);
  });

  test("because of a mistake in the app: its file and line", async () => {
    const error = await explain("container surge-lab-1a-app-1 exited (1)", [
      "file:///app/strategies/naive.ts:2",
      "const = 1;",
      "SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]: Unexpected token `=`",
    ]);
    assert.equal(error.code, "app-mistake");
    assert.match(error.what.en, /lab-stack\/app\/strategies\/naive\.ts:2/);
  });
});
