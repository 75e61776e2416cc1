import { runClosedLoop } from "./closed-loop.ts";
import { watchGenerator } from "./generator.ts";
import type { AutocannonReport, AutocannonRequest, LoadProgress, LoadReport, LoadRequest } from "./load.ts";
import { runOpenLoop } from "./open-loop.ts";
import { runRetryingLoop } from "./retrying-loop.ts";
import { Tally } from "./tally.ts";

/** The one message that the parent sends to this process. */
export type LoadOrder =
  | { readonly by: "lab"; readonly request: LoadRequest }
  | { readonly by: "autocannon"; readonly request: AutocannonRequest };

/** The messages that this process sends to its parent. */
export type LoadMessage =
  | { readonly kind: "alive" }
  | { readonly kind: "progress"; readonly update: LoadProgress }
  | { readonly kind: "done"; readonly report: LoadReport | AutocannonReport };

const progressEveryMs = 250;
const aliveEveryMs = 1_000;

// The process ends only when the parent disconnects: it has the report, has cancelled the load, or is dead.
process.once("disconnect", () => process.exit());
if (!process.connected) process.exit();

// Ctrl+C in a terminal reaches every process of the group; the parent decides what happens.
process.on("SIGINT", () => {});

// The parent is run-load.ts, which sends nothing else.
process.once("message", async (order) => {
  setInterval(() => tell({ kind: "alive" }), aliveEveryMs).unref();
  tell({ kind: "done", report: await run(order as LoadOrder) });
});

async function run({ by, request }: LoadOrder): Promise<LoadReport | AutocannonReport> {
  if (by === "lab") return load(request);
  // Loaded only when it is used.
  const { runAutocannon } = await import("./autocannon.ts");
  return runAutocannon(request, (update) => tell({ kind: "progress", update }));
}

async function load(request: LoadRequest): Promise<LoadReport> {
  const tally = new Tally();
  const measureGenerator = watchGenerator();
  const startedAt = performance.now();
  const running = runLoop(request, tally);
  const reporting = setInterval(() => {
    if (tally.sent === 0) return;
    const now = performance.now();
    const update = tally.progress(now, fractionDone(request, tally, now - startedAt));
    tell({ kind: "progress", update });
  }, progressEveryMs);

  const { endedEarly, ...measured } = await running;
  const generator = measureGenerator();
  clearInterval(reporting);
  tell({ kind: "progress", update: tally.progress(performance.now(), 1) });
  return { ...tally.report(endedEarly), ...measured, generator };
}

function runLoop(request: LoadRequest, tally: Tally) {
  const { rate, retry } = request;
  if (rate !== undefined) return runOpenLoop(request, rate, tally);
  return retry ? runRetryingLoop(request, retry, tally) : runClosedLoop(request, tally);
}

function fractionDone(request: LoadRequest, tally: Tally, elapsedMs: number): number {
  const { requests, durationSeconds } = request;
  if (requests !== undefined) return Math.max(0, tally.sent - tally.retried - tally.inFlight) / requests;
  return durationSeconds === undefined ? 0 : Math.min(1, elapsedMs / (durationSeconds * 1000));
}

function tell(message: LoadMessage): void {
  process.send?.(message);
}
