// Events a second from each buffer into PostgreSQL, beside COPY of the same rows into the same tables.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import { runLoad } from "../../extension/load/run-load.ts";
import { options } from "../generators.ts";
import type { Part } from "../part.ts";
import { type Figures, once, ratioOf } from "../rounds.ts";
import { type BenchStack, startBenchStack, strategiesOf } from "../stack.ts";

const few = 20_000;
const many = 1_000_000;
const perPipeline = 10_000;

export const processing: Part = async ({ rounds }) => {
  await using node = await startBenchStack();
  // Those that only count move one number, however many events it stands for.
  const strategies = (await strategiesOf(node)).filter(({ storesIds, processes }) => storesIds && processes);
  const measured = await rounds([
    ...strategies.map(({ name }) => ({
      name,
      measure: async () => {
        await fill(node, name);
        return drain(node, name);
      },
    })),
    { name: "COPY", measure: () => copy(node, few) },
  ]);
  await node.inspection.reset();
  const drained = [
    await once({
      name: "stream",
      measure: async () => {
        await fillStream(node);
        return drain(node, "stream");
      },
    }),
    await once({ name: "COPY", measure: () => copy(node, many) }),
  ];
  const ratio = (all: typeof measured) => {
    const [one, other] = ["stream", "COPY"].map((name) => all.find((each) => each.name === name));
    return one && other && ratioOf(one, other, "events/s");
  };
  const columns = ["events/s", "seconds"];
  return {
    tables: [
      { title: `Processing ${few} events`, measured, columns },
      { title: `Draining ${many} events, once`, measured: drained, columns },
    ],
    goals: [
      { name: `draining stream, of COPY: ${few}`, ratio: ratio(measured), atLeast: 0.5 },
      { name: `draining stream, of COPY: ${many}`, ratio: ratio(drained), atLeast: 0.5 },
    ],
  };
};

async function fill({ urlOf }: BenchStack, strategy: string): Promise<void> {
  const naming = { hitIdPrefix: `fill-${Date.now()}`, hitIdSecret: "bench" };
  const { ok } = await runLoad(
    { url: urlOf(strategy), requests: few, connections: 50, timeoutSeconds: 10, ...naming },
    options(),
  );
  if (ok !== few) throw new Error(`${strategy} acknowledged ${ok} of ${few} hits`);
}

/** The same entries as so many hits would leave. */
async function fillStream({ stack }: BenchStack): Promise<void> {
  const redis = new Redis(stack.endpoints.redis);
  try {
    for (let first = 0; first < many; first += perPipeline) {
      const pipeline = redis.pipeline();
      for (let n = first; n < first + perPipeline; n += 1)
        pipeline.xadd("surge:stream:hits", "*", "hit", `many-${n}`);
      await pipeline.exec();
    }
  } finally {
    redis.disconnect();
  }
}

async function drain({ stack }: BenchStack, strategy: string): Promise<Figures> {
  const startedAt = performance.now();
  let events = 0;
  for (;;) {
    const answer = await fetch(`${stack.endpoints.app}/${strategy}/process`, { method: "POST" });
    const { processed, message } = Object(await answer.json());
    if (!answer.ok) throw new Error(`${strategy}: ${message}`);
    events += Number(processed);
    if (processed === 0) break;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { events, seconds, "events/s": events / seconds };
}

/** The rows of `stream`: the hit, and that it was stored. */
async function copy({ stack }: BenchStack, events: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "surge-bench-"));
  // PostgreSQL may run as another user.
  chmodSync(folder, 0o755);
  const client = new pg.Client(stack.endpoints.postgres);
  try {
    const file = join(folder, "rows");
    const prefix = `copy-${Date.now()}`;
    writeFileSync(file, Array.from({ length: events }, (_, n) => `copy\t${prefix}-${n}\n`).join(""));
    await client.connect();
    const startedAt = performance.now();
    await client.query("BEGIN");
    for (const table of ["applied_hits", "hits"])
      await client.query(`COPY surge_lab.${table} FROM ${client.escapeLiteral(file)}`);
    await client.query("COMMIT");
    const seconds = (performance.now() - startedAt) / 1000;
    return { events, seconds, "events/s": events / seconds };
  } finally {
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
