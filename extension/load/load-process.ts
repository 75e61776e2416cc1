import { runClosedLoop } from "./closed-loop.ts";
import type { LoadProgress, LoadReport, LoadRequest } from "./load.ts";
import { runOpenLoop } from "./open-loop.ts";
import { Tally } from "./tally.ts";

/** What this process tells its parent; from its parent it gets one `LoadRequest`. */
export type LoadMessage =
  | { readonly kind: "progress"; readonly update: LoadProgress }
  | { readonly kind: "done"; readonly report: LoadReport };

const progressEveryMs = 250;

// The only way to end: the parent has what it wanted, or wants no more, or is dead.
process.once("disconnect", () => process.exit());
if (!process.connected) process.exit();

// Ctrl+C in a terminal reaches every process of the group; what follows is the parent's decision.
process.on("SIGINT", () => {});

// The parent is run-load.ts, and this is the one message that it sends.
process.once("message", (request) => load(request as LoadRequest));

async function load(request: LoadRequest): Promise<void> {
  const tally = new Tally();
  const startedAt = performance.now();
  const { rate } = request;
  const running = rate === undefined ? runClosedLoop(request, tally) : runOpenLoop(request, rate, tally);
  const reporting = setInterval(() => {
    if (tally.sent === 0) return;
    const now = performance.now();
    const update = tally.progress(now, fractionDone(request, tally, now - startedAt));
    tell({ kind: "progress", update });
  }, progressEveryMs);

  const { endedEarly, ...measured } = await running;
  clearInterval(reporting);
  tell({ kind: "progress", update: tally.progress(performance.now(), 1) });
  tell({ kind: "done", report: { ...tally.report(endedEarly), ...measured } });
}

function fractionDone(request: LoadRequest, tally: Tally, elapsedMs: number): number {
  const { requests, durationSeconds } = request;
  if (requests !== undefined) return (tally.sent - tally.inFlight) / requests;
  return durationSeconds === undefined ? 0 : Math.min(1, elapsedMs / (durationSeconds * 1000));
}

function tell(message: LoadMessage): void {
  process.send?.(message);
}
