import type { Operations } from "../stack.ts";
import { type Owners, processorTime, type Snapshot, snapshot } from "./processor.ts";
import { WaitWatch } from "./waits.ts";
import type { Watched } from "./watched.ts";

/** The first and the last snapshot within a run count, so the longer it lasts, the fewer are needed. Milliseconds. */
const snapshotEvery = { atFirst: 200, atLast: 1_000 };
const ofTimeSoFar = 0.2;

interface WatchedStack {
  /** Of PostgreSQL, as the lab looks into it. */
  readonly endpoint: string;
  /** Whether the lab is a superuser there. */
  readonly isSuperuser: boolean;
  /** Finds the processes of the services; undefined where they are not processes of this machine. */
  readonly owners?: () => Promise<(() => Owners) | undefined>;
}

/** The two operations by which a load is watched. A watch that cannot begin sees nothing. */
export function runWatch(stack: WatchedStack): Pick<Operations, "beginWatch" | "endWatch"> {
  let running: RunWatch | undefined;
  return {
    beginWatch: async (lab) => {
      await running?.end(0, 0);
      running = await RunWatch.begin(stack, lab);
    },
    endWatch: async (from, until) => {
      const ended = running;
      running = undefined;
      return (await ended?.end(from, until)) ?? { waits: null, processor: null };
    },
  };
}

class RunWatch {
  readonly #waits: WaitWatch | undefined;
  readonly #snapshots: Snapshot[] = [];
  #timer: NodeJS.Timeout | undefined;

  private constructor(waits: WaitWatch | undefined, owners: (() => Owners) | undefined) {
    this.#waits = waits;
    if (owners) this.#takeSnapshots(owners, performance.now());
  }

  #takeSnapshots(owners: () => Owners, since: number): void {
    const taken = snapshot(owners());
    if (taken) this.#snapshots.push(taken);
    const { atFirst, atLast } = snapshotEvery;
    const every = Math.min(atLast, Math.max(atFirst, (performance.now() - since) * ofTimeSoFar));
    this.#timer = setTimeout(() => this.#takeSnapshots(owners, since), every);
  }

  static async begin(
    { endpoint, isSuperuser, owners }: WatchedStack,
    lab: readonly number[],
  ): Promise<RunWatch> {
    const [waits, services] = await Promise.all([
      WaitWatch.begin(endpoint, isSuperuser).catch(() => undefined),
      owners?.().catch(() => undefined),
    ]);
    return new RunWatch(waits, services && (() => ({ ...services(), lab: [process.pid, ...lab] })));
  }

  async end(from: number, until: number): Promise<Watched> {
    clearTimeout(this.#timer);
    const waits = await this.#waits?.end(from, until).catch(() => null);
    return { waits: waits ?? null, processor: processorTime(this.#snapshots, from, until) };
  }
}
