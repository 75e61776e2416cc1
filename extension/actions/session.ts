import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { orAbort } from "../inspection/or-abort.ts";
import { ownStrategy } from "../stack/own-app/contract.ts";
import {
  type AppName,
  type Composition,
  type Durability,
  plainComposition,
  type ServiceName,
  type Stack,
} from "../stack/stack.ts";
import type { Measured } from "./compare/guarantees/result.ts";
import { sessionError } from "./errors.ts";
import { openStack, type RunningStack, type SessionOptions, type StartContext } from "./open-stack.ts";
import { type ResetReport, resetServers } from "./reset-servers.ts";
import type { Run } from "./run.ts";
import { stackDied } from "./stack-death.ts";
import { type StartedAnew, startAnew } from "./start-anew.ts";
import { RunningSources } from "./strategies/running-sources.ts";
import { Workers } from "./worker/workers.ts";

/** One lab folder at work: its stack, when one runs, and the runs so far. Every cell of the lab shares it. */
export class Session {
  readonly options: SessionOptions;
  readonly workers = new Workers();
  runs: readonly Run[] = [];
  /** What is the same for all runs that are numbered together: after a reset the numbers begin again. */
  series: string = randomUUID();
  /** Everything except runs that was measured since the last reset. */
  measured: Omit<Measured, "sources"> = { drains: [], crashes: {} };
  #running: RunningStack | undefined;
  #starting: Promise<RunningStack> | undefined;
  #death: Error | undefined;
  #resetAt: Date | undefined;
  #sources: RunningSources | undefined;
  readonly #closed = new WeakSet<Run>();
  readonly #listeners = new Set<() => void>();

  constructor(options: SessionOptions) {
    this.options = options;
  }

  get state(): "stopped" | "starting" | "running" | "died" {
    if (this.#running) return "running";
    if (this.#starting) return "starting";
    return this.#death ? "died" : "stopped";
  }

  get stack(): Stack | undefined {
    return this.#running?.stack;
  }

  get startedAt(): Date | undefined {
    return this.#running?.startedAt;
  }

  /** When the counters were zeroed last. */
  get resetAt(): Date | undefined {
    return this.#resetAt;
  }

  /** Why the last stack is gone, unless it was stopped. */
  get death(): Error | undefined {
    return this.#death;
  }

  /** @returns a function that ends the subscription. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Starts the stack, or joins a start that is under way, or returns the stack that runs. A stack whose parts
   * differ from the wanted ones is replaced; without a wish any stack will do. What does not answer is started anew.
   * So is an app that is not ours, once its files have changed.
   * @returns with the servers of a stack that ran already and had to be started anew, and those files
   */
  async start(lab: StartContext, wanted?: Composition): Promise<RunningStack & StartedAnew> {
    const running = this.#running ?? (await this.#starting);
    let startedAnew: readonly ServiceName[] | undefined = [];
    let changedFiles: readonly string[] = [];
    if (running && wanted && !isDeepStrictEqual(running.stack.composition, wanted))
      return { ...(await this.replace(lab, wanted)), startedAnew: [] };
    if (running) {
      if (wanted?.own && !wanted.own.reloads) changedFiles = await this.changedFiles(ownStrategy, false);
      // Without a wish nobody has asked for it: a load may be about to bring back what it has killed.
      startedAnew = await startAnew({
        stack: running.stack,
        down: wanted ? running.stack.down : [],
        outdated: changedFiles.length > 0 ? ["app"] : [],
        recover: (service) => this.recover(service),
        ...lab,
      });
      if (!startedAnew) await this.stop();
    }
    if (this.#running) return { ...this.#running, startedAnew: startedAnew ?? [], changedFiles };
    const begun =
      this.#starting ?? this.#begin(this.#start(lab, wanted ?? { ...plainComposition, app: appOf(this) }));
    return { ...(await begun), startedAnew: [] };
  }

  /** Another stack in place of the one that runs, in one piece: a start or a stop meanwhile meets the new one. */
  replace(
    lab: StartContext,
    composition: Composition,
    durability?: Durability | null,
  ): Promise<RunningStack> {
    const earlier = this.#starting;
    const replaced = async () => {
      await earlier?.catch(() => undefined);
      await this.#end();
      const running = await this.#start(lab, composition);
      if (durability && durability !== running.stack.durability)
        await running.stack.setDurability(durability);
      return running;
    };
    return this.#begin(replaced());
  }

  #begin(start: Promise<RunningStack>): Promise<RunningStack> {
    const starting = start.finally(() => {
      if (this.#starting === starting) this.#starting = undefined;
      this.#changed();
    });
    this.#starting = starting;
    this.#changed();
    return starting;
  }

  /** Waits for a start that is under way, e.g. because a cancelled cell puts back what it has found. */
  async settled(signal: AbortSignal): Promise<void> {
    if (this.#starting) await orAbort(this.#starting, signal).catch(() => signal.throwIfAborted());
  }

  async #start({ signal, progress, confirmDownload }: StartContext, composition: Composition) {
    this.#death = undefined;
    // Another stack has other counters: they say nothing about earlier runs.
    for (const run of this.runs) this.#closed.add(run);
    this.#sources = await RunningSources.of(this.options.stackFolder, composition);
    const running = await openStack(
      { ...this.options, composition, signal, progress, confirmDownload },
      (ended, death) => {
        if (this.#running === ended) this.#running = undefined;
        this.#death = death;
        this.#changed();
      },
    );
    this.#running = running;
    return running;
  }

  /**
   * @param signal ends each look of the inspection
   * @throws LabError `stack-not-started` or `stack-died`.
   */
  require(signal?: AbortSignal): RunningStack {
    const running = this.#running;
    if (running) return signal ? { ...running, inspection: running.inspection.until(signal) } : running;
    throw this.#death ? stackDied(this.#death) : sessionError("stack-not-started");
  }

  /**
   * Files of the strategy that were changed after the app began to run: it runs what they were before.
   * @param takenUp the app takes up the strategy's own file when it is saved
   */
  async changedFiles(strategy: string, takenUp: boolean): Promise<string[]> {
    return (await this.#sources?.changedFor(strategy, takenUp)) ?? [];
  }

  /** Starts a killed server again. The app then runs its files as they are now, unless they are part of an image. */
  async recover(service: ServiceName): Promise<void> {
    const { stack } = this.require();
    if (service === "app" && (stack.engine !== "compose" || stack.composition.own))
      this.#sources = await RunningSources.of(this.options.stackFolder, stack.composition);
    await stack.recover(service);
  }

  /** Ends the stack; the runs stay for comparison. Safe when nothing runs. */
  async stop(): Promise<void> {
    while (this.#starting) await this.#starting.catch(() => undefined);
    await this.#end();
  }

  async #end(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    this.#death = undefined;
    await running?.stack.stop();
    this.#changed();
  }

  /** Zeroes counters and buffer, forgets the runs, and reads everything back. */
  async reset(signal: AbortSignal): Promise<ResetReport & { readonly forgottenRuns: number }> {
    const emptied = await this.zero(signal);
    const forgottenRuns = this.runs.length;
    this.forget();
    return { ...emptied, forgottenRuns };
  }

  /** The same, but keeps the runs: they can be compared, though no longer judged again. */
  async zero(signal: AbortSignal): Promise<ResetReport> {
    const { inspection } = this.require(signal);
    // Hits that a worker is moving would arrive after the reset.
    await this.workers.endAll();
    for (const run of this.runs) this.#closed.add(run);
    const emptied = await resetServers(inspection, signal);
    this.#resetAt = new Date();
    this.#changed();
    return emptied;
  }

  /** Forgets everything that was measured. */
  forget(): void {
    this.runs = [];
    this.series = randomUUID();
    this.measured = { drains: [], crashes: {} };
  }

  addRun(run: Run): void {
    this.runs = [...this.runs, run];
    this.#changed();
  }

  /** The last run of a strategy, as long as it can be judged again. */
  lastRunOf(strategy: string): Run | undefined {
    return this.runs.findLast((run) => run.result.strategy === strategy && !this.#closed.has(run));
  }

  /** Hits that are in no run are about to come: from then on the counter says nothing about earlier runs. */
  closeRuns(strategy: string): void {
    for (const run of this.runs) if (run.result.strategy === strategy) this.#closed.add(run);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The app that runs, else the one that a start would take. */
export function appOf({
  stack,
  options,
}: Partial<Pick<Session, "stack">> & { readonly options: Pick<Session["options"], "app"> }): AppName {
  return stack?.composition.app ?? options.app ?? plainComposition.app;
}
