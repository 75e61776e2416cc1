// What partitions are worth: the same hits, moved into PostgreSQL by one worker for each partition, and by four
// workers on one partition. Every round has all of them in turn, each on a broker of its own; what is printed is the
// median of the rounds beside one worker on one partition. Run: node bench/kafka.bench.ts [HITS=30000]
import { Stepper } from "../extension/actions/crash/stepper.ts";
import { openInspection } from "../extension/inspection/inspection.ts";
import { besideApp, startApp } from "../test/support/app.ts";
import { judgedLoad } from "../test/support/judged-load.ts";
import { startKafka } from "../test/support/kafka-server.ts";
import { type PostgresServer, type Server, startPostgres, startRedis } from "../test/support/servers.ts";

const requests = Number(process.argv[2] ?? 30_000);
const rounds = 3;
const cases = [
  { partitions: 1, workers: 1 },
  { partitions: 1, workers: 4 },
  { partitions: 2, workers: 2 },
  { partitions: 4, workers: 4 },
];

interface Rates {
  /** Hits a second. */
  readonly accepted: number;
  readonly drained: number;
}

const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
try {
  const measured = cases.map((each) => ({ ...each, rates: [] as Rates[] }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { partitions, workers, rates } of measured) {
      rates.push(await measure(postgres, redis, partitions, workers));
    }
    console.error(`round ${round} of ${rounds}`);
  }
  const [first] = measured;
  console.log("| partitions | workers | accepted | moved into PostgreSQL |\n|---|---|---|---|");
  for (const { partitions, workers, rates } of measured) {
    const shown = (["accepted", "drained"] as const).map((name) => {
      const ratios = rates.map((rate, round) => rate[name] / (first?.rates[round]?.[name] ?? 0));
      return `${median(ratios).toFixed(2)} (${Math.round(median(rates.map((rate) => rate[name])))}/s)`;
    });
    console.log(`| ${partitions} | ${workers} | ${shown.join(" | ")} |`);
  }
} finally {
  await Promise.all([postgres.remove(), redis.remove()]);
}

async function measure(
  postgres: PostgresServer,
  redis: Server,
  partitions: number,
  count: number,
): Promise<Rates> {
  const kafka = await startKafka();
  const env = { KAFKA_BROKERS: kafka.brokers, KAFKA_PARTITIONS: String(partitions) };
  const surroundings = { databaseUrl: postgres.appUrl, redisUrl: redis.url, env };
  const app = await startApp(surroundings);
  const workers = await Promise.all(
    Array.from({ length: count }, () => Stepper.start(besideApp(surroundings), "kafka")),
  );
  try {
    // Everyone is connected before the clock starts.
    await app.hits("kafka", 100, 10);
    await Promise.all(workers.map((worker) => worker.run()));
    const endpoints = { app: app.url, postgres: postgres.url, redis: redis.url };
    const inspection = await openInspection({ endpoints, down: [], engine: "embedded" });
    await inspection.reset();

    const load = await judgedLoad(app.url, inspection, "kafka", { requests });
    const begun = performance.now();
    let moved = 0;
    await Promise.all(
      workers.map(async (worker) => {
        while (moved < requests) {
          const stop = await worker.run();
          if ("processed" in stop) moved += stop.processed;
        }
      }),
    );
    const drained = requests / ((performance.now() - begun) / 1_000);
    const { verdict, stored } = await load.judge();
    if (verdict !== "exact" || stored !== requests) throw new Error(`${verdict}: ${stored} of ${requests}`);
    return { accepted: load.requestsPerSecond, drained };
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await app.stop("SIGKILL");
    await kafka.remove();
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
