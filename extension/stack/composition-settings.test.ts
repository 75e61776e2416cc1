import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { appSettings, composeVariables } from "./composition-settings.ts";
import { plainComposition } from "./stack.ts";

test("a start that sets no size leaves the defaults of compose.yaml and of the app", () => {
  assert.deepEqual(composeVariables(plainComposition), {});
  assert.deepEqual(appSettings(plainComposition), {});
});

test("the sizes that a start sets reach compose.yaml and the app, under names that are used there", async () => {
  const sizes = { ...plainComposition, maxConnections: 50, pool: 1, processes: 2 };
  const [variables, settings] = [composeVariables(sizes), appSettings(sizes)];
  assert.deepEqual(variables, {
    SURGE_MAX_CONNECTIONS: "50",
    SURGE_POOL_SIZE: "1",
    SURGE_PROCESSES: "2",
  });
  assert.deepEqual(settings, { POOL_SIZE: "1", PROCESSES: "2" });
  const read = (file: string) => readFile(new URL(`../../lab-stack/${file}`, import.meta.url), "utf8");
  const compose = await read("compose.yaml");
  for (const name of Object.keys(variables)) assert.ok(compose.includes(`\${${name}:-`), name);
  const apps = [
    (await read("app/connections.ts")) + (await read("app/processes.ts")),
    (await read("fastapi/connections.py")) + (await read("fastapi/processes.py")),
  ];
  for (const name of Object.keys(settings)) {
    assert.ok(compose.includes(`${name}: \${SURGE_${name}:-}`), name);
    for (const app of apps) assert.ok(app.includes(name), name);
  }
});
