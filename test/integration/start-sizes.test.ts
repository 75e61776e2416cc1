import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";
import { mostBackends } from "../support/most-backends.ts";
import { query } from "../support/servers.ts";

describe("the sizes of a start", () => {
  const lab = openLab();
  after(() => lab.session.stop());
  const started = async (cell: string) => {
    const result = await lab.run(cell);
    assert.ok(result.action === "start");
    return result;
  };

  test("are PostgreSQL's and the app's, which has no more backends than its pool; without them the stack is the usual one", async () => {
    const small = await started("start: { maxConnections: 50, pool: 1 }");
    assert.deepEqual([small.connections, small.processes], [{ max: 50, reserved: 3, pool: 1 }, 1]);
    const { rows } = await query(lab.session.require().stack.endpoints.postgres, "SHOW max_connections");
    assert.deepEqual(rows, [{ max_connections: "50" }]);
    assert.equal(await mostBackends(lab, "atomic"), 1);
    assert.equal((await started("start: { maxConnections: 50, pool: 1 }")).alreadyRunning, true);

    const usual = await started("start:");
    assert.equal(usual.alreadyRunning, false);
    assert.deepEqual(usual.connections, { max: 20, reserved: 3, pool: 10 });
    assert.equal(await mostBackends(lab, "atomic"), 10);
  });

  test("that a changed file does not read any more are told", async () => {
    const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    try {
      const stackFolder = join(folder, "lab-stack");
      await copyStack(stackFolder);
      const file = join(stackFolder, "compose.yaml");
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace(/max_connections=\S+/, "max_connections=30"));
      const { session, run } = openLab(stackFolder);
      try {
        await assert.rejects(run("start: { maxConnections: 50 }"), {
          code: "setting-not-taken",
          message: /maxConnections: 50.* has 30\./,
        });
        const plain = await run("start:");
        assert.ok(plain.action === "start");
        assert.equal(plain.connections.max, 30, "the default is the file's");
      } finally {
        await session.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
