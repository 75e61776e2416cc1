import type { Strategy } from "../../inspection/app-client.ts";
import { callProcess } from "../../inspection/app-client.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Lab } from "../define.ts";
import { measureLoad } from "../load/measure.ts";
import { type LoadParameters, loadParameters } from "../load/parameters.ts";
import type { LoadResult } from "../load/result.ts";
import type { Run } from "../run.ts";
import { judgeSettled } from "../verdict/late-writes.ts";
import type { Random } from "./random.ts";
import type { DemandResult, SeenCode } from "./result.ts";
import type { Bench } from "./subject.ts";

/** What a demand has found. */
export interface Found extends Pick<DemandResult, "passed" | "ledger" | "explained" | "history"> {
  readonly seen: Omit<DemandResult["seen"], "code"> & { readonly code: SeenCode };
}

/** Where the hits of a run are, and why some were not acknowledged. */
export type JudgedRun = Ledger & Partial<Pick<LoadResult, "failures" | "exception">>;

/** Tries one thing with the student's code. Its counters are zeroed before. */
export type Demand = (trial: Trial) => Promise<Found>;

type Load = Omit<Partial<LoadParameters>, "fault" | "pause" | "retry"> & {
  fault?: Partial<NonNullable<LoadParameters["fault"]>>;
  pause?: Partial<NonNullable<LoadParameters["pause"]>>;
  retry?: Partial<NonNullable<LoadParameters["retry"]>>;
};

/** How long a buffer may take to be empty, milliseconds. */
const drainWithin = 15_000;

/** The lab's pieces, as a demand needs them. */
export class Trial {
  readonly lab: Lab;
  readonly strategy: Strategy;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** The losses of its runs can be explained: those that are judged by name need no witness. */
  readonly traces: boolean;

  constructor(
    lab: Lab,
    strategy: Strategy,
    { random, signal }: Pick<Bench, "random" | "signal">,
    traces = !strategy.storesIds,
  ) {
    this.lab = lab;
    this.strategy = strategy;
    this.traces = traces;
    this.random = random;
    this.signal = signal;
  }

  get stack(): Stack {
    return this.lab.session.require().stack;
  }

  get inspection(): Inspection {
    return this.lab.session.require(this.signal).inspection;
  }

  get app(): string {
    return this.stack.endpoints.app;
  }

  load(load: Load, strategy = this.strategy.name): Promise<Run> {
    return measureLoad(this.lab, loadParameters.parse({ strategy, ...load }), this.signal);
  }

  async process(): Promise<number> {
    return (await callProcess(this.app, this.strategy.name, this.signal)).processed;
  }

  /** Calls `process` until the buffer is empty, or has had time enough for that. */
  async drain(): Promise<void> {
    if (!this.strategy.processes) return;
    for (const deadline = performance.now() + drainWithin; performance.now() < deadline; ) {
      await this.process();
      if ((await this.inspection.counted(this.strategy.name)).pending === 0) return;
    }
  }

  /** Where the hits of a run are now. */
  async judge(run: Run): Promise<JudgedRun> {
    const sent = { ...run, strategy: this.strategy.name };
    const { failures, exception } = run.result;
    const ledger = await judgeSettled(this.inspection, run.result, sent, this.signal);
    return { ...ledger, failures, ...(exception && { exception }) };
  }
}
