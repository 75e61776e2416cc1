import type { Operations } from "../stack.ts";
import { type Owners, processorTime, type Snapshot, snapshot } from "./processor.ts";
import { WaitWatch } from "./waits.ts";
import type { Watched } from "./watched.ts";

const snapshotEvery = 200;

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
  readonly #timer: NodeJS.Timeout | undefined;

  private constructor(waits: WaitWatch | undefined, owners: (() => Owners) | undefined) {
    this.#waits = waits;
    if (!owners) return;
    this.#timer = setInterval(() => {
      const taken = snapshot(owners());
      if (taken) this.#snapshots.push(taken);
    }, snapshotEvery);
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
    clearInterval(this.#timer);
    const waits = await this.#waits?.end(from, until).catch(() => null);
    return { waits: waits ?? null, processor: processorTime(this.#snapshots, from, until) };
  }
}
