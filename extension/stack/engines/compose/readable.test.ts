import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import * as z from "zod";
import { makeFolderReadable, makeReadable } from "./readable.ts";

const skip = process.platform === "win32" && "Windows has no such modes";

test("a file that a strict umask left to its owner can be read by a container, and changed by nobody else", {
  skip,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  try {
    const file = join(folder, "init.sql");
    await writeFile(file, "SELECT 1;");
    for (const [before, after] of [
      [0o600, 0o644],
      [0o640, 0o644],
      [0o644, 0o644],
    ] as const) {
      await chmod(file, before);
      await makeReadable(file);
      assert.equal((await stat(file)).mode & 0o777, after);
    }
    await chmod(file, 0o600);
    await chmod(folder, 0o700);
    await makeFolderReadable(folder);
    assert.deepEqual([(await stat(folder)).mode & 0o777, (await stat(file)).mode & 0o777], [0o755, 0o644]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("the images give the app's files to the user that runs them", async () => {
  for (const app of ["app", "fastapi"]) {
    const dockerfile = await readFile(`lab-stack/${app}/Dockerfile`, "utf8");
    const user = /^USER (\w+)$/m.exec(dockerfile)?.[1];
    assert.match(dockerfile, new RegExp(`^COPY --chown=${user}(:\\w+)? \\. \\.$`, "m"), app);
  }
});

test("every file that compose.yaml shows to a container is made readable, and none is made where it is not seen", async () => {
  const { services } = composeFile.parse(
    parse(await readFile("lab-stack/compose.yaml", "utf8"), { merge: true }),
  );
  const volumes = Object.values(services).flatMap(({ volumes = [] }) => volumes);
  const engine = await readFile("extension/stack/engines/compose/engine.ts", "utf8");
  assert.deepEqual(
    // The others are named volumes.
    volumes.filter((volume) => typeof volume !== "string" || !/^[\w-]+:/.test(volume)),
    [
      {
        type: "bind",
        source: "./init.sql",
        target: "/docker-entrypoint-initdb.d/init.sql",
        read_only: true,
        bind: { create_host_path: false },
      },
      // The app's own, and the worker's.
      ...[`./\${SURGE_APP:-app}/strategies`, "./app/strategies"].map((source) => ({
        type: "bind",
        source,
        target: "/app/strategies",
        read_only: true,
        bind: { create_host_path: false },
      })),
    ],
  );
  assert.match(engine, /makeReadable\(join\(stackFolder, "init\.sql"\)\)/);
  assert.match(engine, /makeFolderReadable\(join\(stackFolder, app\.folder, "strategies"\)\)/);
});

const composeFile = z.object({
  services: z.record(z.string(), z.object({ volumes: z.array(z.unknown()).optional() })),
});
