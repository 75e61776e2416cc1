import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { interpolate, readComposeSettings, readPgbouncerSettings } from "./compose-settings.ts";
import { redisConfig } from "./redis.ts";

/** As it stands in compose.yaml. */
const variable = (inside: string) => `\${${inside}}`;

test("variables are filled in as Compose does it", () => {
  const variables = { NAME: "value" };
  assert.equal(interpolate(`a=${variable("NAME")}`, variables), "a=value");
  assert.equal(interpolate(variable("NAME:-other"), variables), "value");
  assert.equal(interpolate(variable("MISSING:-other"), variables), "other");
  assert.equal(interpolate(`[${variable("MISSING")}]`, variables), "[]");
  assert.equal(interpolate(variable("NAME:?say it"), variables), "value");
  assert.equal(interpolate("$$NAME %m [%p]", variables), "$NAME %m [%p]");
});

const folder = fileURLToPath(new URL("../../../../lab-stack", import.meta.url));

test("the lab's own compose.yaml gives both servers their settings", async () => {
  const { postgres, redis } = await readComposeSettings(folder, { SURGE_REDIS_PASSWORD: "secret" });
  assert.ok(postgres.includes("max_connections=20"));
  assert.equal(redis[redis.indexOf("--requirepass") + 1], "secret");
});

test("PgBouncer gets the settings of its image, and not the address of the database", async () => {
  const settings = await readPgbouncerSettings(folder);
  assert.equal(settings.pool_mode, "transaction");
  assert.equal(settings.default_pool_size, "10");
  assert.ok(Object.keys(settings).every((name) => /^[a-z_]+$/.test(name) && !/^db_|pass/.test(name)));
});

test("a compose.yaml without PgBouncer is told, but only to a start that asks for it", async () => {
  const old = await mkdtemp(join(tmpdir(), "surge-compose-"));
  try {
    await writeFile(
      join(old, "compose.yaml"),
      "services: { postgres: { command: [a] }, redis: { command: [b] } }",
    );
    await assert.rejects(readPgbouncerSettings(old), {
      code: "compose-file",
      message: /services\.pgbouncer/,
    });
    assert.deepEqual(await readComposeSettings(old, {}), { postgres: [], redis: [] });
  } finally {
    await rm(old, { recursive: true, force: true });
  }
});

test("words of a command line become lines of a Redis configuration", () => {
  assert.equal(
    redisConfig(["--appendonly", "yes", "--save", "", "--dir", 'a "b"\\']),
    'appendonly "yes"\nsave ""\ndir "a \\"b\\"\\\\"\n',
  );
  assert.equal(redisConfig(["--save", "60", "1"]), 'save "60" "1"\n');
});
