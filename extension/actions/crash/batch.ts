import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Outcomes, outcomes } from "../../common/outcome.ts";
import { callHit, type Strategy } from "../../inspection/app-client.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { HitIds } from "../../load/hit-ids.ts";
import { judgeAnswer } from "../../load/outcome.ts";
import { baselineOf, judgeRun, type Sent } from "../verdict/judge-run.ts";
import { judgeSettled, requireStill } from "../verdict/late-writes.ts";
import { crashError } from "./errors.ts";
import type { Stepper, Stop } from "./stepper.ts";

/** How many hits are on their way at once. */
const atOnce = 10;
/** How long a buffer may take to be empty. A broker redelivers what a dead worker had, but not at once. Milliseconds. */
const drainWithin = 20_000;

export interface Bench {
  readonly app: string;
  readonly inspection: Inspection;
  readonly strategy: Pick<Strategy, "name" | "storesIds">;
  readonly signal: AbortSignal;
}

/** Accepted hits, and what it takes to find out where they are. */
export interface Batch {
  readonly outcomes: Outcomes;
  readonly sent: Sent;
}

/** Sends hits to the app and waits until all are accepted. @throws LabError `hits-refused` */
export async function acceptHits({ app, inspection, strategy, signal }: Bench, hits: number): Promise<Batch> {
  const { name, storesIds } = strategy;
  const ids = new HitIds({ hitIdPrefix: randomUUID().slice(0, 8), hitIdSecret: randomUUID() });
  await requireStill(inspection, name, true, signal);
  const baseline = await baselineOf(inspection, { name, buffers: !storesIds });
  const refused: string[] = [];
  let next = 0;
  const client = async () => {
    while (next < hits) {
      const id = ids.of(next);
      next += 1;
      const { status, body } = await callHit(app, name, id, signal);
      const { outcome, code, thrown } = judgeAnswer(status, body);
      if (outcome !== "ok") refused.push(thrown ?? code ?? outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, hits) }, client));
  const [code] = refused;
  if (code !== undefined) throw crashError("hits-refused", { strategy: name, refused: refused.length, code });
  const names = storesIds ? { ids, outcomeOf: new Uint8Array(hits).fill(outcomes.indexOf("ok")) } : undefined;
  const batch = {
    outcomes: { attempted: hits, ok: hits, failed: 0, unknown: 0 },
    sent: { strategy: name, baseline, names },
  };
  const { moving } = await judgeSettled(inspection, batch.outcomes, batch.sent, signal);
  if (moving) throw crashError("hits-late", { strategy: name });
  return batch;
}

/** Where the hits of a batch are now. */
export function judgeBatch(inspection: Inspection, { outcomes, sent }: Batch): Promise<Ledger> {
  return judgeRun(inspection, outcomes, sent);
}

/**
 * Lets a worker process until the buffer is empty, or until it has taken too long.
 * @returns how the last batch ended, and what is still in the buffer
 */
export async function drain(
  { inspection, strategy, signal }: Bench,
  worker: Stepper,
): Promise<{ readonly last: Stop; readonly pending: number }> {
  const deadline = performance.now() + drainWithin;
  for (;;) {
    signal.throwIfAborted();
    const last = await worker.run();
    const { pending } = await inspection.counted(strategy.name);
    if ((pending === 0 && !("failed" in last)) || performance.now() > deadline) return { last, pending };
    await sleep(100, undefined, { signal });
  }
}

/** Hits that an earlier cell left in the buffer would be taken for a part of the batch. @throws LabError `buffer-not-empty` */
export async function emptyBuffer(bench: Bench, worker: Stepper): Promise<void> {
  const { pending } = await bench.inspection.counted(bench.strategy.name);
  if (pending === 0) return;
  const left = (await drain(bench, worker)).pending;
  if (left > 0) throw crashError("buffer-not-empty", { strategy: bench.strategy.name, pending: left });
}
