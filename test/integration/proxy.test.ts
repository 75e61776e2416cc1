import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { runCli } from "../support/cli.ts";

/** What a proxy of the network was asked for; it refuses everything. */
const asked: string[] = [];
const proxy = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  response.writeHead(502).end();
});
proxy.on("connect", ({ url }, socket) => {
  asked.push(`CONNECT ${url}`);
  socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
});

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});
after(async () => {
  proxy.close();
  await rm(folder, { recursive: true, force: true });
});

test("no request of the lab to its own servers goes through the proxy of the environment", async () => {
  const cells = [
    "start:",
    "load: { strategy: batched, requests: 20, connections: 2, processEvery: 20 }",
    "process: { strategy: batched }",
    "step: { strategy: buffered, hits: 3 }",
    "interleave: { strategy: atomic, level: read-committed }",
    "worker: { strategy: batched, every: 1, watch: 1 }",
    "inspect:",
    "reset:",
    "start:",
  ];
  const file = join(folder, "proxied.lab.md");
  await writeFile(file, cells.map((cell, n) => `\`\`\`yaml lab step-${n}\n${cell}\n\`\`\`\n\n`).join(""));
  const address = proxy.address();
  assert.ok(typeof address === "object" && address);
  const url = `http://127.0.0.1:${address.port}`;
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
  const proxied = {
    NODE_USE_ENV_PROXY: "1",
    NO_PROXY: "",
    no_proxy: "",
    ...Object.fromEntries(names.map((name) => [name, url])),
  };
  const { code, stdout } = await runCli([file, "--engine", "embedded"], proxied);
  assert.equal(code, 0, stdout);
  assert.deepEqual(asked, []);

  // What would have gone through it is seen.
  const env = { ...process.env, ...proxied };
  const program = 'await fetch("http://127.0.0.1:61234/").catch(() => undefined)';
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], { env });
  assert.equal(asked.length, 1);
});
