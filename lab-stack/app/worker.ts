// Moves what a strategy has buffered into PostgreSQL, again and again:  node worker.ts STRATEGY SECONDS
// Each batch is one line of JSON. Several workers may run at once, on strategies that are safe for it.
import { setTimeout as sleep } from "node:timers/promises";
import { brokerMissing } from "./brokers.ts";
import { pool, redis } from "./connections.ts";
import { refusalOf } from "./refusal.ts";
import { isAvailable, loadStrategies } from "./strategies.ts";

const [name = "", seconds = "5"] = process.argv.slice(2);
const every = Number(seconds);
const strategies = await loadStrategies();
const strategy = strategies.get(name);
if (!strategy?.process || !(every >= 0)) {
  const buffered = [...strategies].filter(([, { process }]) => process).map(([known]) => known);
  console.error(`Usage: node worker.ts STRATEGY SECONDS, with one of ${buffered.join(", ")}.`);
  process.exit(2);
}
if (strategy.needs && !isAvailable(strategy)) {
  console.error(brokerMissing(name, strategy.needs));
  process.exit(2);
}

// Asked to stop, it finishes the batch that it is at. Who no longer listens has not asked.
process.stdout.on("error", () => {});
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());
process.on("SIGINT", () => stop.abort());
if (process.env.EXIT_WITH_STDIN === "1") {
  // Whoever started the worker holds the other end; when it is gone, however it died, the worker goes too.
  process.stdin
    .resume()
    .on("error", () => {})
    .on("close", () => stop.abort());
}

for (let waited = 0; redis.status !== "ready" && waited < 2_000; waited += 20) await sleep(20);
console.log(JSON.stringify({ working: name, everySeconds: every }));
while (!stop.signal.aborted) {
  console.log(JSON.stringify(await batch(strategy.process, strategy.pending)));
  await sleep(every * 1_000, undefined, { signal: stop.signal }).catch(() => {});
}
await strategy.close?.();
await pool.end();
redis.disconnect();

/** One batch. What fails now may succeed the next time: the worker tells it and goes on. */
async function batch(move: () => Promise<number>, pending?: () => Promise<number>): Promise<object> {
  const begun = performance.now();
  let processed = 0;
  let durationMs: number | undefined;
  try {
    processed = await move();
    durationMs = performance.now() - begun;
    return { processed, durationMs, pending: await pending?.() };
  } catch (error) {
    const { code, message } = refusalOf(error);
    return { processed, durationMs: durationMs ?? performance.now() - begun, error: { code, message } };
  }
}
