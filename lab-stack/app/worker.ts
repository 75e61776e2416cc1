// Moves the buffered hits of a strategy into PostgreSQL at an interval:  node worker.ts STRATEGY SECONDS
// It prints one line of JSON per batch. Strategies that are safe for it can have several workers at once.
import { setTimeout as sleep } from "node:timers/promises";
import { brokerMissing } from "./brokers.ts";
import { pool, redis } from "./connections.ts";
import { loadStrategies } from "./live-strategies.ts";
import { refusalOf } from "./refusal.ts";
import { isAvailable } from "./strategies.ts";

const [name = "", seconds = "5"] = process.argv.slice(2);
const every = Number(seconds);
const strategies = await loadStrategies();
const strategy = strategies.get(name);
if (!strategy?.process || !(every >= 0)) {
  const buffered = [...strategies.all].filter(([, { process }]) => process).map(([known]) => known);
  console.error(`Usage: node worker.ts STRATEGY SECONDS, with one of ${buffered.join(", ")}.`);
  process.exit(2);
}
if (strategy.needs && !isAvailable(strategy)) {
  console.error(brokerMissing(name, strategy.needs));
  process.exit(2);
}

// On a signal, finish the current batch and stop. A closed stdout is not a request to stop.
process.stdout.on("error", () => {});
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());
process.on("SIGINT", () => stop.abort());
if (process.env.EXIT_WITH_STDIN === "1") {
  // The parent process holds the other end of stdin. When the parent dies, stdin closes and the worker stops as well.
  process.stdin
    .resume()
    .on("error", () => {})
    .on("close", () => stop.abort());
}

for (let waited = 0; redis.status !== "ready" && waited < 2_000; waited += 20) await sleep(20);
console.log(JSON.stringify({ working: name, everySeconds: every }));
while (!stop.signal.aborted) {
  console.log(JSON.stringify(await batch()));
  await sleep(every * 1_000, undefined, { signal: stop.signal }).catch(() => {});
}
await strategies.closeAll();
await pool.end();
redis.disconnect();

/** Runs one batch of the text as it is saved now. A failure is reported, and the worker carries on: the next may succeed. */
async function batch(): Promise<object> {
  const begun = performance.now();
  let processed = 0;
  let durationMs: number | undefined;
  try {
    await strategies.refresh();
    const mistake = strategies.mistakeOf(name);
    if (mistake) throw new Error(`strategies/${name}.ts:${mistake.line}: ${mistake.message}`);
    const { process: move, pending } = strategies.get(name) ?? {};
    if (!move) throw new Error(`strategies/${name}.ts has nothing to process any more.`);
    processed = await move();
    durationMs = performance.now() - begun;
    return { processed, durationMs, pending: await pending?.() };
  } catch (error) {
    const { code, message, thrown } = refusalOf(error);
    return {
      processed,
      durationMs: durationMs ?? performance.now() - begun,
      error: { code, message, thrown },
    };
  }
}
