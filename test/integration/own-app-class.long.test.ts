import assert from "node:assert/strict";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { openOwnApps } from "../support/own-apps.ts";
import { root } from "../support/stack.ts";

/** The contract of the class's listing, in the folder of that name. */
const start = (folder: string, rest = "") => `start:
  app:
    folder: ./${folder}
    command: uvicorn main:app --port $PORT
    hit: POST /hit
    stored: { sql: "SELECT value FROM counter WHERE id = 1" }
${rest}`;
const withBuffer = `    process: GET /process
    pending: { redis: GET pending_hits }
    reset: { sql: UPDATE counter SET value = 0 }
`;

describe("the app of the class, as its author wrote it, but for the lines that say “Mended”", () => {
  let lab: Awaited<ReturnType<typeof openOwnApps>>;
  before(async () => {
    lab = await openOwnApps();
  });
  after(() => lab.end());
  const load = async (more = "") => {
    const result = await lab.run(
      `load: { strategy: own, requests: 1000, connections: 50, timeout: 60${more} }`,
    );
    assert.ok(result.action === "load");
    return result;
  };

  test("with PostgreSQL alone answers 200 to every hit and loses most of them", async () => {
    await lab.run(start("class-naive"));
    const { ok, lost, stored, verdict } = await load();
    // On an empty table the first hits race on the INSERT, and those are refused.
    assert.ok(ok > 900 && lost > ok / 2, `${ok} acknowledged, ${lost} lost`);
    assert.deepEqual([stored + lost, verdict], [ok, "lost"]);
  });

  test("so does the one that New App… makes for FastAPI, but the row is there from the start, so no hit is refused", async () => {
    const template = join(root, "extension/new-app/fastapi");
    await cp(template, join(lab.folder, "my-app"), { recursive: true });
    await lab.run(await readFile(join(template, "cell.yaml"), "utf8"));
    const { ok, lost, stored, verdict } = await load();
    assert.ok(ok === 1000 && lost > 0, `${ok} acknowledged, ${lost} lost`);
    assert.deepEqual([stored + lost, verdict], [ok, "lost"]);
  });

  test("with Redis keeps every hit as long as nothing is processed meanwhile, and its worker loses some when hits come in", async () => {
    await lab.run(start("class-redis", withBuffer));
    const { ok, pending, lost } = await load();
    assert.deepEqual([ok, pending, lost], [1000, 1000, 0]);
    const processed = await lab.run("process: { strategy: own }");
    assert.ok(processed.action === "process");
    const { processed: moved, stored, ledger } = processed;
    assert.deepEqual([moved, stored, ledger?.verdict], [1000, 1000, "exact"]);
    // A race needs luck; it has ten loads for it.
    let gone = 0;
    for (let loads = 0; loads < 10 && gone === 0; loads += 1) gone = (await load(", processEvery: 5")).lost;
    assert.ok(gone > 0, "nothing was lost between GET and DEL");
    // Two calls at once read the same number, and each adds it.
    await lab.run("reset:");
    await load();
    const twice = await lab.run("process: { strategy: own, atOnce: 2 }");
    assert.ok(twice.action === "process" && twice.stored >= 1000);
  });
});
