// Events a second from each buffer into PostgreSQL, beside COPY of the same rows into the same tables.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import { runLoad } from "../../extension/load/run-load.ts";
import { options } from "../generators.ts";
import type { Part, Ratio, RatioName } from "../part.ts";
import { coresOf, type Figures, type MeasuredInRounds, once, ratioOf } from "../rounds.ts";
import { type BenchStack, startBenchStack, strategiesOf } from "../stack.ts";

const few = 20_000;
const many = 1_000_000;
const perPipeline = 10_000;
const perBatch = 1_000;
/** As in the strategy. */
const storing = `
  WITH new AS (
    INSERT INTO surge_lab.applied_hits (strategy, hit_id) SELECT 'statements', unnest($1::text[]) ORDER BY 2
    ON CONFLICT DO NOTHING RETURNING strategy, hit_id)
  INSERT INTO surge_lab.hits (strategy, hit_id) SELECT strategy, hit_id FROM new`;

export const processing: Part = async ({ rounds }) => {
  await using node = await startBenchStack();
  // Those that only count move one number, however many events it stands for.
  const strategies = (await strategiesOf(node)).filter(({ storesIds, processes }) => storesIds && processes);
  const measured = await rounds([
    ...strategies.map(({ name }) => ({
      name,
      measure: async () => {
        await fill(node, name);
        return node.withServers(() => drain(node, name));
      },
      isWarm: name !== "stream",
    })),
    { name: "statements", measure: () => statementsAlone(node), isWarm: true },
    { name: "COPY", measure: () => copy(node, few) },
  ]);
  await node.inspection.reset();
  const drained = [
    await once({
      name: "stream",
      measure: async () => {
        await fillStream(node);
        return node.withServers(() => drain(node, "stream"));
      },
    }),
    await once({ name: "COPY", measure: () => copy(node, many) }),
  ];
  const ofCopy = (
    name: RatioName,
    of: number,
    side: string,
    all: readonly MeasuredInRounds[],
    goal: Pick<Ratio, "atLeast"> = {},
  ): Ratio[] => {
    const [one, copied] = [side, "COPY"].map((wanted) => all.find((each) => each.name === wanted));
    const ratio = ratioOf(one, copied, "hits/s");
    return ratio ? [{ name, of: String(of), ratio, ...goal, limits: coresOf(one) }] : [];
  };
  const goal = { atLeast: 0.5 };
  const columns = ["hits/s", "seconds", "app µs", "postgres µs", "redis µs"];
  return {
    tables: [
      { name: "processing", title: `Processing ${few} events`, measured, columns },
      { name: "draining", title: `Draining ${many} events, once`, measured: drained, columns },
    ],
    ratios: [
      ...ofCopy("draining-of-copy", few, "stream", measured, goal),
      ...ofCopy("draining-of-copy", many, "stream", drained, goal),
      ...ofCopy("statements-of-copy", few, "statements", measured),
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
  let hits = 0;
  for (;;) {
    const answer = await fetch(`${stack.endpoints.app}/${strategy}/process`, { method: "POST" });
    const { processed, message } = Object(await answer.json());
    if (!answer.ok) throw new Error(`${strategy}: ${message}`);
    hits += Number(processed);
    if (processed === 0) break;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { hits, seconds, "hits/s": hits / seconds };
}

/** The rows of `stream`: the hit, and that it was stored. */
async function copy({ stack, withServers }: BenchStack, events: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "surge-bench-"));
  // PostgreSQL may run as another user.
  chmodSync(folder, 0o755);
  const client = new pg.Client(stack.endpoints.postgres);
  try {
    const file = join(folder, "rows");
    const prefix = `copy-${Date.now()}`;
    writeFileSync(file, Array.from({ length: events }, (_, n) => `copy\t${prefix}-${n}\n`).join(""));
    await client.connect();
    return await withServers(async () => {
      const startedAt = performance.now();
      await client.query("BEGIN");
      for (const table of ["applied_hits", "hits"])
        await client.query(`COPY surge_lab.${table} FROM ${client.escapeLiteral(file)}`);
      await client.query("COMMIT");
      const seconds = (performance.now() - startedAt) / 1000;
      return { hits: events, seconds, "hits/s": events / seconds };
    });
  } finally {
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The statements of `stream` for its batches, without Redis and the app. Draining cannot be faster. */
async function statementsAlone({ stack, withServers }: BenchStack): Promise<Figures> {
  const client = new pg.Client(stack.endpoints.postgres);
  await client.connect();
  const prefix = `statements-${Date.now()}`;
  try {
    return await withServers(async () => {
      const startedAt = performance.now();
      for (let from = 0; from < few; from += perBatch) {
        const ids = Array.from({ length: perBatch }, (_, n) => `${prefix}-${from + n}`);
        await client.query("BEGIN");
        await client.query(storing, [ids]);
        await client.query("COMMIT");
      }
      const seconds = (performance.now() - startedAt) / 1000;
      return { hits: few, seconds, "hits/s": few / seconds };
    });
  } finally {
    await client.end();
  }
}
