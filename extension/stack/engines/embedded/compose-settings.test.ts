import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { interpolate, readComposeSettings } from "./compose-settings.ts";
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

test("the lab's own compose.yaml gives both servers their settings", async () => {
  const folder = fileURLToPath(new URL("../../../../lab-stack", import.meta.url));
  const { postgres, redis } = await readComposeSettings(folder, { SURGE_REDIS_PASSWORD: "secret" });
  assert.ok(postgres.includes("max_connections=20"));
  assert.equal(redis[redis.indexOf("--requirepass") + 1], "secret");
});

test("words of a command line become lines of a Redis configuration", () => {
  assert.equal(
    redisConfig(["--appendonly", "yes", "--save", "", "--dir", 'a "b"\\']),
    'appendonly "yes"\nsave ""\ndir "a \\"b\\"\\\\"\n',
  );
  assert.equal(redisConfig(["--save", "60", "1"]), 'save "60" "1"\n');
});
