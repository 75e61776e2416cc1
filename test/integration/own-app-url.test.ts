import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";

/** Counts in its memory: every hit, or all but each tenth. */
let counted = 0;
let forgetsTenth = false;
const server = createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  if (request.url === "/hit" && request.method === "POST") {
    counted += 1;
    if (forgetsTenth && counted % 10 === 0) counted -= 1;
  } else if (request.url === "/reset" && request.method === "POST") counted = 0;
  else if (request.url !== "/count") response.statusCode = 404;
  response.end(JSON.stringify({ count: { value: counted } }));
});

describe("an app that runs already, at a `url`", () => {
  let folder = "";
  let lab: ReturnType<typeof openLab>;
  let contract = "";
  const load = "load: { strategy: own, requests: 300, connections: 10 }";

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await copyStack(join(folder, "lab-stack"));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    assert.ok(typeof address === "object" && address);
    contract = `start:
  app:
    url: http://127.0.0.1:${address.port}
    hit: POST /hit
    stored: { get: /count, key: count.value }
    reset: { call: POST /reset }
`;
    lab = openLab(join(folder, "lab-stack"));
  });
  after(async () => {
    await lab.session.stop();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("is loaded and judged by what it says of itself", async () => {
    const started = await lab.run(contract);
    assert.ok(started.action === "start" && contract.includes(`url: ${started.appUrl}\n`));
    const kept = await lab.run(load);
    assert.ok(kept.action === "load");
    assert.deepEqual([kept.ok, kept.stored, kept.lost, kept.verdict], [300, 300, 0, "exact"]);
    assert.equal(kept.source, undefined, "where its files are nobody has said");
    forgetsTenth = true;
    const forgetful = await lab.run(load);
    assert.ok(forgetful.action === "load" && forgetful.lost > 0 && forgetful.verdict === "lost");
    const reset = await lab.run("reset:");
    assert.ok(reset.action === "reset");
    assert.deepEqual([counted, reset.counters], [0, [{ strategy: "own", stored: 0, pending: 0 }]]);
  });

  test("belongs to somebody else: the lab neither kills nor stops it, and cannot trace it", async () => {
    const refused = { code: "own-not-started" };
    await assert.rejects(lab.run("pause: { ms: 100 }"), refused);
    const fault = "fault: { kill: app, after: 0.1, recover: 0 }";
    const killed = await lab.run(`load: { strategy: own, duration: 1, connections: 2, ${fault} }`);
    assert.ok(
      killed.action === "load" && /has not started this app/.test(killed.besideFailed?.fault?.en ?? ""),
    );
    await assert.rejects(lab.run(load.replace(" }", ", trace: true }")), { code: "own-not-traced" });
    await lab.run("stop:");
    assert.equal(server.listening, true);
    const answer = await fetch(`${contract.match(/http:\S+/)}/count`);
    assert.equal(answer.status, 200);
  });
});
