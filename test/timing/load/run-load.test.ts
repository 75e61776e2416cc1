import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { isAbort, LabError } from "../../../extension/common/lab-error.ts";
import type { LoadProgress } from "../../../extension/load/load.ts";
import { httpServer, load } from "../../load/server.ts";

const slowly = () => httpServer((_, response) => setTimeout(() => response.end(), 20));

function childrenOf(pid: number): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines
    .filter((line) => line.includes("load-process") && Number(line.trim().split(/\s+/)[1]) === pid)
    .map((line) => Number.parseInt(line, 10));
}

/** A process that is dead, but that its new parent has not yet buried, does not count. */
function alive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

async function until(holds: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!holds() && performance.now() < deadline) await delay(20);
  return holds();
}

test("the duration is that of the hits, not of the process or of whole seconds", async () => {
  await using server = await httpServer((_, response) => response.end("1"));
  const report = await load({ url: server.url, requests: 20_000, connections: 50 });
  const ratio = report.durationMs / server.spanMs;
  assert.ok(ratio > 0.9 && ratio < 1.3, `${report.durationMs} ms here, ${server.spanMs} ms at the server`);
  assert.equal(Math.round(report.requestsPerSecond), Math.round(20_000_000 / report.durationMs));
});

test("a delay of 50 ms is a latency of 50 ms", async () => {
  await using server = await httpServer((_, response) => setTimeout(() => response.end(), 51));
  const { latencyMs, latencyBuckets } = await load({ url: server.url, requests: 100 });
  assert.ok(latencyMs.p50 >= 50 && latencyMs.p50 < 200, `p50 ${latencyMs.p50} ms`);
  assert.ok((latencyBuckets[0]?.upToMs ?? 0) > 50);
});

test("progress comes at once and at least twice a second", async () => {
  await using server = await slowly();
  const updates: LoadProgress[] = [];
  const startedAt = performance.now();
  let firstMs = 0;
  const report = await load(
    { url: server.url, durationSeconds: 2 },
    {
      progress: (update) => {
        if (updates.push(update) === 1) firstMs = performance.now() - startedAt;
      },
    },
  );
  assert.ok(firstMs < 100);
  assert.ok(updates.length >= 5, `${updates.length} updates`);
  for (const { attempted, ok, failed, unknown, fraction } of updates) {
    assert.equal(attempted, ok + failed + unknown);
    assert.ok(fraction >= 0 && fraction <= 1);
  }
  assert.deepEqual(
    updates.map(({ fraction }) => fraction),
    updates.map(({ fraction }) => fraction).sort((a, b) => a - b),
  );
  assert.equal(updates.at(-1)?.attempted, report.attempted);
  assert.equal(updates.at(-1)?.fraction, 1);
  const [first, second] = report.samples;
  assert.ok(first && second && report.samples.length > 20 && report.samples.length <= 120);
  assert.equal(second.atMs, 2 * first.atMs);
  assert.ok((updates.at(-1)?.answersPerSecond ?? 0) > 0);
});

test("a cancel ends the run within a second and leaves no process", async () => {
  await using server = await slowly();
  const cancel = new AbortController();
  let cancelledAt = 0;
  const running = load(
    { url: server.url, durationSeconds: 60 },
    {
      signal: cancel.signal,
      progress: ({ attempted }) => {
        if (attempted === 0 || cancelledAt > 0) return;
        cancelledAt = performance.now();
        cancel.abort("any reason");
      },
    },
  );
  await assert.rejects(running, isAbort);
  assert.ok(performance.now() - cancelledAt < 1000);
  assert.deepEqual(childrenOf(process.pid), []);
  const seen = server.ids.length;
  assert.ok(seen > 0);
  await delay(100);
  assert.equal(server.ids.length, seen, "hits arrived after the cancel");
});

test("a signal that was aborted before sends nothing", async () => {
  await using server = await slowly();
  await assert.rejects(load({ url: server.url, requests: 10 }, { signal: AbortSignal.abort() }), isAbort);
  assert.deepEqual(server.ids, []);
});

test("a load process that does not listen is killed", async () => {
  await using server = await slowly();
  const deaf = new URL("../../load/deaf-process.ts", import.meta.url).pathname;
  const cancel = new AbortController();
  const running = load({ url: server.url, requests: 10 }, { loadProcess: deaf, signal: cancel.signal });
  setTimeout(() => cancel.abort(), 150);
  const startedAt = performance.now();
  await assert.rejects(running, isAbort);
  assert.ok(performance.now() - startedAt < 1300);
});

test("a load process that is killed is said to be dead", async () => {
  await using server = await slowly();
  const running = load(
    { url: server.url, durationSeconds: 60 },
    {
      progress: ({ attempted }) => {
        if (attempted > 0) for (const pid of childrenOf(process.pid)) process.kill(pid, "SIGKILL");
      },
    },
  );
  await assert.rejects(running, (error) => {
    assert.ok(error instanceof LabError);
    assert.equal(error.code, "load-process-died");
    assert.match(error.what.en, /SIGKILL/);
    return true;
  });
});

test("a load process that is stopped is ended and named", async () => {
  await using server = await slowly();
  const running = load(
    { url: server.url, durationSeconds: 60 },
    {
      progress: ({ attempted }) => {
        if (attempted > 0) for (const pid of childrenOf(process.pid)) process.kill(pid, "SIGSTOP");
      },
    },
  );
  await assert.rejects(running, { code: "load-process-hangs" });
  assert.deepEqual(childrenOf(process.pid), []);
});

test("a load process that cannot start is said to be dead, with its words", async () => {
  await using server = await slowly();
  const running = load({ url: server.url, requests: 10 }, { loadProcess: "/nowhere/load.js" });
  await assert.rejects(running, (error) => {
    assert.ok(error instanceof LabError && error.code === "load-process-died");
    assert.match(String(error.cause), /nowhere/);
    return true;
  });
});

test("when its parent is killed, the load process leaves", async () => {
  await using server = await slowly();
  const program = `
    const { load } = await import(${JSON.stringify(new URL("../../load/server.ts", import.meta.url).href)});
    await load({ url: ${JSON.stringify(server.url)}, durationSeconds: 60 });`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
  const parentPid = parent.pid ?? 0;
  assert.ok(await until(() => server.ids.length > 0, 5000));
  const children = childrenOf(parentPid);
  assert.equal(children.length, 1);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  assert.ok(await until(() => !children.some(alive), 2000));
});

test("Ctrl+C of the terminal does not end the load behind its parent's back", async () => {
  await using server = await slowly();
  let interrupted = false;
  const report = await load(
    { url: server.url, durationSeconds: 0.5 },
    {
      progress: ({ attempted }) => {
        if (attempted === 0 || interrupted) return;
        interrupted = true;
        for (const pid of childrenOf(process.pid)) process.kill(pid, "SIGINT");
      },
    },
  );
  assert.ok(interrupted);
  assert.equal(report.unknown, 0);
});

test("a server that is not there is named before a hit is sent", async () => {
  const server = await slowly();
  await server[Symbol.asyncDispose]();
  const { host } = new URL(server.url);
  await assert.rejects(load({ url: server.url, requests: 10 }), (error) => {
    assert.ok(error instanceof LabError && error.code === "load-server-unreachable");
    assert.ok(error.what.ru.includes(host));
    return true;
  });
});

test("no other machine is loaded, however its address is spelled", async () => {
  const refused = [
    "http://192.168.0.1/hit",
    "http://127.0.0.1.example.com/hit",
    "http://localhost.example.com/hit",
    "http://127.0.0.1@example.com/hit",
    "https://127.0.0.1/hit",
    "http://[::2]/hit",
    "127.0.0.1",
  ];
  const codeOf = async (url: string) => {
    const error: unknown = await load({ url, requests: 10 }).catch((error) => error);
    assert.ok(error instanceof LabError, String(error));
    return error.code;
  };
  for (const url of refused) assert.equal(await codeOf(url), "load-not-local", url);
  // Local in another spelling: these get as far as finding nobody there.
  for (const url of ["http://127.1:9/hit", "http://localhost:9/hit"]) {
    assert.equal(await codeOf(url), "load-server-unreachable", url);
  }
});
