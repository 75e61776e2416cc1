// A worker that pauses at every failpoint:  node stepper.ts STRATEGY
// `step` moves it from one failpoint to the next and kills it where a crash does damage; so do `matrix` and the soak test.
// It reads one word per line:  process  starts a batch, or continues to the next failpoint;  run  does the same without
// pausing again. It answers with a line of JSON: the failpoint that it has reached, or the result of the batch.
import { relative } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { pool, redis } from "./connections.ts";
import { type Failpoint, failpoint, onFailpoint } from "./failpoint.ts";
import { loadStrategies } from "./live-strategies.ts";
import { refusalOf } from "./refusal.ts";

const [name = ""] = process.argv.slice(2);
const strategies = await loadStrategies();
const move = strategies.get(name)?.process;
if (!move) {
  const buffered = [...strategies.all].filter(([, strategy]) => strategy.process).map(([known]) => known);
  console.error(`Usage: node stepper.ts STRATEGY, with one of ${buffered.join(", ")}.`);
  process.exit(2);
}

// A paused transaction may stay open for any length of time.
pool.options.idle_in_transaction_session_timeout = 0;
pool.options.idleTimeoutMillis = 0;

let busy = false;
let stopping = true;
let letGo = () => {};

onFailpoint(async (place) => {
  if (!stopping) return;
  const go = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  tell({ at: place, ...callerOf(place) });
  await go;
});

/** The file, relative to the app's folder, and the line that called failpoint(). */
function callerOf(place: Failpoint): { file: string; line: number } {
  const trace = { stack: "" };
  Error.captureStackTrace(trace, failpoint);
  const [, url = "", line = ""] = /(file:\S+?):(\d+):\d+\)?$/m.exec(trace.stack) ?? [];
  if (url === "") throw new Error(`Nobody knows where "${place}" is:\n${trace.stack}`);
  const file = relative(import.meta.dirname, fileURLToPath(url)).replaceAll("\\", "/");
  return { file, line: Number(line) };
}

async function batch(move: () => Promise<number>): Promise<object> {
  busy = true;
  try {
    return { processed: Number(await move()) };
  } catch (error) {
    const { code, message, thrown } = refusalOf(error);
    return { failed: { code, message: thrown ?? message } };
  } finally {
    busy = false;
  }
}

function tell(what: object): void {
  console.log(JSON.stringify(what));
}

// Wait for Redis, or the first command would fail.
for (let waited = 0; redis.status !== "ready" && waited < 2_000; waited += 20) await sleep(20);
process.stdout.on("error", () => process.exit(0));
for await (const word of createInterface({ input: process.stdin })) {
  stopping = word !== "run";
  if (busy) letGo();
  else void batch(move).then(tell);
}
// The controlling process is gone: exit in the middle of the batch, as in a crash.
process.exit(0);
