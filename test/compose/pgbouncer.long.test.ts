// PgBouncer on a real Docker engine; where none answers, engine.test.ts says so.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Inspection, openInspection } from "../../extension/inspection/inspection.ts";
import { poolOfPgbouncer } from "../../extension/stack/connections/pgbouncer.ts";
import { dockerEngineAnswers } from "../../extension/stack/engines/compose/docker.ts";
import type { Stack } from "../../extension/stack/stack.ts";
import { judgedLoad } from "../support/judged-load.ts";
import { providePgbouncerImage } from "../support/pgbouncer-image.ts";
import { startEmbedded } from "../support/stack.ts";

const skip = !(await dockerEngineAnswers(new AbortController().signal));

describe("PgBouncer on docker compose", { skip }, () => {
  let stack: Stack;
  let inspection: Inspection;
  before(async () => {
    console.log(`PgBouncer: ${await providePgbouncerImage()}`);
    stack = await startEmbedded({ engine: "compose", composition: { app: "node", with: ["pgbouncer"] } });
    inspection = await openInspection(stack);
  });
  after(() => stack?.stop());
  const hit = () =>
    fetch(`${stack.endpoints.app}/atomic/hit`, { method: "POST", headers: { "x-hit-id": "1" } });

  /** Connections to PostgreSQL that have the app's role. */
  const ofApp = async () => {
    const { byState } = await inspection.connections();
    return byState.reduce((sum, { role, count }) => sum + (role === "surge_app" ? count : 0), 0);
  };

  test("stands between the app and PostgreSQL: fifty connections are none too many, and hits are lost", async () => {
    assert.match(stack.versions.pgbouncer ?? "", /^\d+\.\d+/);
    assert.equal(await poolOfPgbouncer(stack.endpoints.pgbouncer ?? ""), 10);
    const naive = await judgedLoad(stack.endpoints.app, inspection, "naive", {
      requests: 300,
      connections: 50,
    });
    assert.deepEqual(naive.failures, {});
    assert.equal((await naive.judge()).verdict, "lost");
    // It opens them as they are needed.
    const opened = await ofApp();
    assert.ok(opened > 1 && opened <= 10, String(opened));
  });

  test("a hit that is played by itself goes past it", async () => {
    const before = await ofApp();
    const lines: string[] = [];
    const said = Promise.withResolvers<void>();
    const program = await stack.run({ file: "one-hit.ts", args: ["atomic"], pastPgbouncer: true }, (line) => {
      lines.push(line);
      said.resolve();
    });
    program.write(JSON.stringify({ id: "1", level: "read committed", transaction: false }));
    await said.promise;
    assert.match(lines[0] ?? "", /"statement":"UPDATE counter/);
    assert.equal(await ofApp(), before + 1, "its own connection, and those of PgBouncer");
    await program.kill();
  });

  test("comes back on its port after a kill, as PostgreSQL does behind it", async () => {
    for (const service of ["pgbouncer", "postgres"] as const) {
      await stack.kill(service, "SIGKILL");
      assert.equal((await hit()).status, 503, service);
      await stack.recover(service);
      assert.equal((await hit()).status, 200, service);
    }
    assert.ok((await stack.logs(new Date(0))).some(({ service }) => service === "pgbouncer"));
  });
});
