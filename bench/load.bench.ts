// What the account of every hit costs: our load process against plain autocannon, both in a process of their
// own and against an empty fastify handler in this one. Run: node bench/load.bench.ts
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import fastify from "fastify";
import { runLoad } from "../extension/load/run-load.ts";

const seconds = 2;
const rounds = 3;
const connections = 50;

if (process.argv[2] === "server") {
  const app = fastify();
  app.post("/empty/hit", async () => ({ ok: true }));
  process.send?.(await app.listen({ host: "127.0.0.1", port: 0 }));
  process.once("disconnect", () => process.exit());
} else {
  await compare();
}

async function compare(): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), ["server"], { execArgv: [] });
  const [address] = await once(server, "message");
  const url = `${address}/empty/hit`;
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const plain = await plainAutocannon(url);
    const ours = await withAccount(url);
    ratios.push(ours / plain);
    console.log(`round ${round}: plain ${Math.round(plain)}/s, ours ${Math.round(ours)}/s`);
  }
  server.disconnect();
  const median = ratios.toSorted((a, b) => a - b)[rounds >> 1] ?? 0;
  console.log(`ours / plain autocannon, median of ${rounds}: ${median.toFixed(2)}`);
}

async function withAccount(url: string): Promise<number> {
  const report = await runLoad(
    { url, connections, durationSeconds: seconds, timeoutSeconds: 10, hitIdPrefix: "bench" },
    {
      loadProcess: fileURLToPath(new URL("../extension/load/load-process.ts", import.meta.url)),
      signal: new AbortController().signal,
      progress: () => {},
    },
  );
  if (report.ok !== report.attempted)
    throw new Error(`Not every hit was answered: ${JSON.stringify(report.failures)}`);
  return report.requestsPerSecond;
}

/** Its own command line. In duration mode its clock is right, unlike in amount mode. */
async function plainAutocannon(url: string): Promise<number> {
  const program = createRequire(import.meta.url).resolve("autocannon");
  const flags = ["-m", "POST", "-c", String(connections), "-d", String(seconds), "--json", url];
  const child = spawn(process.execPath, [program, ...flags], { stdio: ["ignore", "pipe", "ignore"] });
  let printed = "";
  for await (const text of child.stdout.setEncoding("utf8")) printed += text;
  const { "2xx": ok, duration } = JSON.parse(printed);
  return ok / duration;
}
